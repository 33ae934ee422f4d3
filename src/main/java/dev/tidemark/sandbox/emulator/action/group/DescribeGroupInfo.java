package dev.tidemark.sandbox.emulator.action.group;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * State and members of the groups that are named. An unknown one is Dead; members are told only of a Stable group;
 * {@code Protocol} is the assignor, unlike in {@link DescribeGroup}; {@code ErrorCode} is a text.
 */
public record DescribeGroupInfo(Clusters clusters) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "GroupList");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        List<String> names = parameters.texts("GroupList");
        if (names.isEmpty()) {
            throw ApiError.missing("GroupList");
        }
        if (names.contains("")) {
            throw ApiError.invalidValue("GroupList", "must not hold an empty group");
        }
        return new Answer(rows(cluster, names));
    }

    static List<Row> rows(Cluster cluster, List<String> names) {
        Map<String, ConsumerGroupDescription> known = cluster.describeGroups(Set.copyOf(names));
        return names.stream().map(name -> {
            ConsumerGroupDescription group = known.get(name);
            return group == null ? new Row("0", "Dead", "", "", List.of(), name) : row(group);
        }).toList();
    }

    private static Row row(ConsumerGroupDescription group) {
        String state = state(group);
        List<Member> members = state.equals("Stable")
                ? group.members().stream().map(DescribeGroupInfo::member)
                        .sorted(Comparator.comparing(Member::memberId)).toList()
                : List.of();
        // Kafka describes a group whose offsets were only ever altered as one without protocol type.
        String type = group.members().isEmpty() && group.partitionAssignor().isEmpty() ? "" : "consumer";
        return new Row("0", state, type, group.partitionAssignor(), members, group.groupId());
    }

    /** The two states that only the newer protocol has, in the words that CKafka knows. */
    public static String state(ConsumerGroupDescription group) {
        return switch (group.groupState()) {
            case ASSIGNING -> "PreparingRebalance";
            case RECONCILING -> "CompletingRebalance";
            default -> group.groupState().toString();
        };
    }

    private static Member member(MemberDescription member) {
        Map<String, List<Integer>> byTopic = new TreeMap<>();
        for (TopicPartition partition : member.assignment().topicPartitions()) {
            byTopic.computeIfAbsent(partition.topic(), _ -> new ArrayList<>()).add(partition.partition());
        }
        List<TopicPartitions> topics = byTopic.entrySet().stream()
                .map(topic -> new TopicPartitions(topic.getKey(), topic.getValue().stream().sorted().toList()))
                .toList();
        return new Member(member.consumerId(), member.clientId(), member.host(), new Assignment(0, topics));
    }

    public record Answer(List<Row> result) {
    }

    record Row(String errorCode, String state, String protocolType, String protocol, List<Member> members,
            String group) {
    }

    record Member(String memberId, String clientId, String clientHost, Assignment assignment) {
    }

    record Assignment(int version, List<TopicPartitions> topics) {
    }

    record TopicPartitions(String topic, List<Integer> partitions) {
    }
}
