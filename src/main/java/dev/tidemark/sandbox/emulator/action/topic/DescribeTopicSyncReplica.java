package dev.tidemark.sandbox.emulator.action.topic;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Replicas of a topic's partitions, and the only place where the API tells the earliest offset. The partition is a text
 * here, {@code partition-0}.
 */
public record DescribeTopicSyncReplica(Clusters clusters) implements Action {
    private static final int MOST = 100;

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "TopicName", "Offset", "Limit", "OutOfSyncReplicaOnly");
    }

    @Override
    public int requestsPerSecond() {
        return 5;
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        TopicDescription topic = Clusters.topic(cluster, parameters, "TopicName");
        Page page = Page.of(parameters, 20, MOST);
        // On one node every replica is in sync.
        List<TopicPartition> all = parameters.flag("OutOfSyncReplicaOnly") ? List.of() : Cluster.partitions(topic);
        List<TopicPartition> some = page.of(all);
        Map<TopicPartition, Long> begins = cluster.offsets(some, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = cluster.offsets(some, OffsetSpec.latest());
        return new Answer(new Result(all.size(), some.stream().map(partition -> row(
                topic.partitions().get(partition.partition()), begins.getOrDefault(partition, 0L),
                ends.getOrDefault(partition, 0L))).toList()));
    }

    private static Row row(TopicPartitionInfo partition, long begin, long end) {
        Node leader = partition.leader();
        return new Row("partition-" + partition.partition(), leader == null ? -1 : leader.id(),
                ids(partition.replicas()), ids(partition.isr()), "", begin, end, end - begin);
    }

    private static String ids(List<Node> nodes) {
        return nodes.stream().map(Node::idString).collect(Collectors.joining(","));
    }

    public record Answer(Result result) {
    }

    record Result(int totalCount, List<Row> topicInSyncReplicaList) {
    }

    record Row(String partition, long leader, String replica, String inSyncReplica, String outOfSyncReplica,
            long beginOffset, long endOffset, long messageCount) {
    }
}
