package dev.tidemark.sandbox.emulator.action.topic;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.InstanceFacts;
import dev.tidemark.sandbox.emulator.action.Parameters;
import dev.tidemark.sandbox.emulator.action.TopicConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** Size and settings of one topic, and how its partitions are; no offsets. */
public record DescribeTopicAttributes(Clusters clusters) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "TopicName");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        TopicDescription topic = Clusters.topic(cluster, parameters, "TopicName");
        List<Partition> partitions = topic.partitions().stream()
                .sorted(Comparator.comparingInt(TopicPartitionInfo::partition)).map(Partition::of).toList();
        return new Answer(new Result(DescribeTopic.topicId(topic.name()), InstanceFacts.CREATED, "",
                partitions.size(), partitions.stream().mapToInt(Partition::replicaNum).max().orElse(0),
                cluster.configs(List.of(topic.name())).get(topic.name()), partitions));
    }

    public record Answer(Result result) {
    }

    record Result(String topicId, long createTime, String note, int partitionNum, int replicaNum,
            @Nullable TopicConfig config,
            List<Partition> partitions) {
    }

    /** @param leaderStatus 0 when the partition has a leader */
    record Partition(int partition, int leaderStatus, int isrNum, int replicaNum) {
        static Partition of(TopicPartitionInfo info) {
            return new Partition(info.partition(), info.leader() == null ? 1 : 0, info.isr().size(),
                    info.replicas().size());
        }
    }
}
