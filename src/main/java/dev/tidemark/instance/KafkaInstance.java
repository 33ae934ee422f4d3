package dev.tidemark.instance;

import dev.tidemark.kafka.InstanceId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A CKafka instance as the cloud describes it.
 *
 * @param account the name of the configured account it was found with
 * @param region for example {@code ap-guangzhou}
 * @param version Kafka's version, empty where the cloud did not say
 * @param tags empty when there are none, or when the cloud did not give the details
 * @param details what only a second question tells
 */
public record KafkaInstance(InstanceId id, String name, String account, String region, InstanceStatus status,
        Optional<String> version, Map<String, String> tags, Details details) {
    public KafkaInstance {
        tags = Map.copyOf(tags);
    }

    public KafkaInstance(InstanceId id, String name, String account, String region, InstanceStatus status,
            Optional<String> version, Map<String, String> tags) {
        this(id, name, account, region, status, version, tags, Details.UNKNOWN);
    }

    /** How CKafka says an instance is doing (DescribeInstancesDetail, field Healthy). */
    public enum Health {
        HEALTHY, ALARM, ABNORMAL,
        /** The cloud did not say, or said a number that this version does not know. */
        UNKNOWN;

        public static Health numbered(long number) {
            return switch ((int) number) {
                case 1 -> HEALTHY;
                case 2 -> ALARM;
                case 3 -> ABNORMAL;
                default -> UNKNOWN;
            };
        }
    }

    /**
     * What only the details tell.
     *
     * @param healthMessage why it is not healthy, in the cloud's words; empty where there are none
     * @param type the edition, for example {@code profession}; empty where the cloud did not say
     */
    public record Details(Health health, String healthMessage, String type, OptionalLong topics,
            OptionalLong partitions) {
        public static final Details UNKNOWN = new Details(Health.UNKNOWN, "", "", OptionalLong.empty(),
                OptionalLong.empty());
    }
}
