package dev.tidemark.sandbox.emulator.action.group;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.KafkaErrors;
import dev.tidemark.sandbox.emulator.action.Operated;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Creates a group before its first consumer comes. It needs a topic that exists, and because Kafka knows no group without
 * offsets, the group has committed the log end of every partition; where CKafka lets it begin is not documented.
 */
public record CreateConsumer(Clusters clusters) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "GroupName", "TopicName", "TopicNameList");
    }

    @Override
    public int requestsPerSecond() {
        return 20;
    }

    @Override
    public Operated answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        String group = Clusters.group(parameters, "GroupName");
        List<String> topics = new ArrayList<>(parameters.texts("TopicNameList"));
        parameters.text("TopicName").ifPresent(topics::add);
        if (topics.isEmpty()) {
            throw ApiError.missing("TopicName");
        }
        if (!cluster.describeGroups(List.of(group)).isEmpty()) {
            throw new ApiError("InvalidParameterValue.RepetitionValue", "The group `" + group + "` exists already.");
        }
        Map<TopicPartition, Long> ends = cluster.offsets(partitions(cluster, topics), OffsetSpec.latest());
        cluster.commit(group, ends).values().stream().findFirst().ifPresent(reason -> {
            throw KafkaErrors.translate(reason);
        });
        return Operated.as("ok", "success");
    }

    private static Set<TopicPartition> partitions(Cluster cluster, List<String> topics) {
        var known = cluster.describeTopics(Set.copyOf(topics));
        for (String topic : topics) {
            if (!known.containsKey(topic)) {
                throw ApiError.ofModule(ApiError.TOPIC_UNKNOWN, "FailedOperation",
                        "The topic `" + topic + "` does not exist.");
            }
        }
        return known.values().stream().flatMap(topic -> Cluster.partitions(topic).stream())
                .collect(Collectors.toSet());
    }
}
