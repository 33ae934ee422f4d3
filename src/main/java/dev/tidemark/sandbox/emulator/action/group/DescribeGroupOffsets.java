package dev.tidemark.sandbox.emulator.action.group;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ActionFault;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Committed offsets, log end offsets and lag of a group, paged by whole topics: those it committed to and those its
 * members were assigned. Where nothing was committed the offset is -1 and the lag counts from the earliest offset, a
 * number that a reader must not take for a lag.
 */
public record DescribeGroupOffsets(Clusters clusters) implements Action {
    private static final int NO_ERROR = 0;

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "Group", "Topics", "SearchWord", "Offset", "Limit");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        String group = Clusters.group(parameters, "Group");
        Page page = Page.of(parameters, 50, 50);
        Map<TopicPartition, OffsetAndMetadata> committed = cluster.committed(group);
        Set<String> only = Set.copyOf(parameters.texts("Topics"));
        String search = parameters.text("SearchWord").orElse("");
        List<TopicDescription> found = cluster.describeTopics(topics(cluster, group, committed.keySet())).values()
                .stream().filter(topic -> only.isEmpty() || only.contains(topic.name()))
                .filter(topic -> topic.name().contains(search)).toList();
        return new Answer(new Result(found.size(), rows(cluster, page.of(found), committed)));
    }

    /** Puts an error on partitions and leaves their figures, which a reader must not use then. */
    @Override
    public Answer answer(Parameters parameters, ActionFault fault) {
        Result found = answer(parameters).result();
        return fault instanceof ActionFault.PartitionError error
                ? new Answer(new Result(found.totalCount(),
                        found.topicList().stream().map(topic -> topic.with(error)).toList()))
                : new Answer(found);
    }

    /** Topics with a commit and topics of a member's assignment; one that was deleted meanwhile drops out later. */
    private static Set<String> topics(Cluster cluster, String group, Set<TopicPartition> committed) {
        Stream<TopicPartition> assigned = cluster.describeGroups(List.of(group)).values().stream()
                .flatMap(known -> known.members().stream())
                .flatMap(member -> member.assignment().topicPartitions().stream());
        return Stream.concat(committed.stream(), assigned).map(TopicPartition::topic)
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static List<Topic> rows(Cluster cluster, List<TopicDescription> topics,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        List<TopicPartition> all = topics.stream().flatMap(topic -> Cluster.partitions(topic).stream()).toList();
        Map<TopicPartition, Long> ends = cluster.offsets(all, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = cluster
                .offsets(all.stream().filter(partition -> !committed.containsKey(partition)).toList(),
                        OffsetSpec.earliest());
        return topics.stream()
                .map(topic -> new Topic(topic.name(), Cluster.partitions(topic).stream()
                        .map(partition -> row(partition, committed.get(partition), ends.getOrDefault(partition, 0L),
                                begins.getOrDefault(partition, 0L)))
                        .toList()))
                .toList();
    }

    private static Row row(TopicPartition partition, @Nullable OffsetAndMetadata commit, long end, long begin) {
        return commit == null
                ? new Row(partition.partition(), -1, "", NO_ERROR, end, end - begin)
                : new Row(partition.partition(), commit.offset(), commit.metadata(), NO_ERROR, end,
                        end - commit.offset());
    }

    public record Answer(Result result) {
    }

    record Result(int totalCount, List<Topic> topicList) {
    }

    record Topic(String topic, List<Row> partitions) {
        Topic with(ActionFault.PartitionError error) {
            return new Topic(topic, partitions.stream().map(
                    row -> error.hits(new TopicPartition(topic, row.partition())) ? row.failed(error.code()) : row)
                    .toList());
        }
    }

    record Row(int partition, long offset, String metadata, int errorCode, long logEndOffset, long lag) {
        Row failed(int code) {
            return new Row(partition, offset, metadata, code, logEndOffset, lag);
        }
    }
}
