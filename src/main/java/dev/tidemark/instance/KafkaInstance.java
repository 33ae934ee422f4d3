package dev.tidemark.instance;

import dev.tidemark.kafka.InstanceId;
import java.util.Map;
import java.util.Optional;

/**
 * A CKafka instance as the cloud describes it.
 *
 * @param account the name of the configured account it was found with
 * @param region for example {@code ap-guangzhou}
 * @param version Kafka's version, empty where the cloud did not say
 * @param tags empty when there are none, or when the cloud did not give the details
 */
public record KafkaInstance(InstanceId id, String name, String account, String region, InstanceStatus status,
        Optional<String> version, Map<String, String> tags) {
    public KafkaInstance {
        tags = Map.copyOf(tags);
    }
}
