package dev.tidemark.sandbox.emulator.action.group;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import dev.tidemark.sandbox.emulator.action.topic.DescribeTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Committed offsets of up to 50 groups at once, without log end offsets. The partition of an offset is a text here; a
 * TopicName without a GroupName is ignored.
 */
public record DescribeConsumerGroup(Clusters clusters) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "GroupName", "TopicName", "Limit", "Offset");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        Page page = Page.of(parameters, 20, 50);
        Optional<String> name = parameters.text("GroupName");
        Optional<String> only = name.flatMap(_ -> parameters.text("TopicName"));
        List<String> groups = cluster.groups().stream().map(GroupListing::groupId)
                .filter(group -> name.map(group::equals).orElse(true)).toList();
        List<Group> rows = page.of(groups).stream()
                .map(group -> new Group(group, subscriptions(cluster.committed(group), only))).toList();
        Set<String> topics = rows.stream().flatMap(row -> row.subscribedInfo().stream()).map(Subscription::topicName)
                .collect(Collectors.toSet());
        int partitions = rows.stream().flatMap(row -> row.subscribedInfo().stream())
                .mapToInt(subscription -> subscription.partition().size()).sum();
        return new Answer(new Result(groups.size(), topics.size(), partitions, rows,
                topics.stream().sorted().map(topic -> new Topic(DescribeTopic.topicId(topic), topic)).toList()));
    }

    private static List<Subscription> subscriptions(Map<TopicPartition, OffsetAndMetadata> committed,
            Optional<String> only) {
        Map<String, List<TopicPartition>> byTopic = committed.keySet().stream()
                .filter(partition -> only.map(partition.topic()::equals).orElse(true)).sorted(Cluster.ORDER)
                .collect(Collectors.groupingBy(TopicPartition::topic, TreeMap::new, Collectors.toList()));
        return byTopic.entrySet().stream().map(topic -> new Subscription(topic.getKey(),
                DescribeTopic.topicId(topic.getKey()),
                topic.getValue().stream().map(TopicPartition::partition).toList(),
                committed.entrySet().stream().filter(entry -> entry.getKey().topic().equals(topic.getKey()))
                        .sorted(Map.Entry.comparingByKey(Cluster.ORDER))
                        .map(entry -> new Offset(Integer.toString(entry.getKey().partition()),
                                entry.getValue().offset()))
                        .toList()))
                .toList();
    }

    public record Answer(Result result) {
    }

    record Result(int totalCount, int totalTopic, int totalPartition, List<Group> groupList, List<Topic> topicList) {
    }

    record Group(String consumerGroupName, List<Subscription> subscribedInfo) {
    }

    record Subscription(String topicName, String topicId, List<Integer> partition, List<Offset> partitionOffset) {
    }

    record Offset(String partition, long offset) {
    }

    record Topic(String topicId, String topicName) {
    }
}
