package dev.tidemark.sandbox.emulator.action.group;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.TopicPartition;

/**
 * The groups that read a topic. CKafka builds this list in the background: the first question is answered with Status 0
 * and no groups, a later one with Status 1 and the list.
 */
public final class DescribeTopicSubscribeGroup implements Action {
    private static final int BUILDING = 0;
    private static final int COMPLETE = 1;
    private static final int MOST_QUESTIONS = 1_000;

    private final Clusters clusters;
    private final Set<List<String>> asked = ConcurrentHashMap.newKeySet();

    public DescribeTopicSubscribeGroup(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "TopicName", "Offset", "Limit");
    }

    @Override
    public int requestsPerSecond() {
        return 10;
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        String topic = Clusters.topic(cluster, parameters, "TopicName").name();
        Page page = Page.of(parameters, 20, 50);
        if (asked.size() < MOST_QUESTIONS && asked.add(List.of(parameters.requiredText("InstanceId"), topic))) {
            return new Answer(new Result(0, "", List.of(), BUILDING));
        }
        List<DescribeGroupInfo.Row> readers = DescribeGroupInfo.rows(cluster, readers(cluster, topic));
        Map<String, Long> byState = readers.stream()
                .collect(Collectors.groupingBy(DescribeGroupInfo.Row::state, TreeMap::new, Collectors.counting()));
        String counts = byState.entrySet().stream().map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
        return new Answer(new Result(readers.size(), counts, page.of(readers), COMPLETE));
    }

    /** Groups with a commit on the topic, and groups with a member that was assigned one of its partitions. */
    private static List<String> readers(Cluster cluster, String topic) {
        List<String> groups = cluster.groups().stream().map(GroupListing::groupId).toList();
        Set<String> members = cluster.describeGroups(groups).values().stream()
                .filter(group -> group.members().stream()
                        .anyMatch(member -> reads(member.assignment().topicPartitions(), topic)))
                .map(group -> group.groupId()).collect(Collectors.toSet());
        List<String> readers = new ArrayList<>();
        for (String group : groups) {
            if (members.contains(group) || reads(cluster.committed(group).keySet(), topic)) {
                readers.add(group);
            }
        }
        return readers;
    }

    private static boolean reads(Set<TopicPartition> partitions, String topic) {
        return partitions.stream().anyMatch(partition -> partition.topic().equals(topic));
    }

    public record Answer(Result result) {
    }

    record Result(int totalCount, String statusCountInfo, List<DescribeGroupInfo.Row> groupsInfo, int status) {
    }
}
