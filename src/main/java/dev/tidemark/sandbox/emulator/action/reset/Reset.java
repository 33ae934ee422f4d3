package dev.tidemark.sandbox.emulator.action.reset;

import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.KafkaErrors;
import dev.tidemark.sandbox.emulator.action.group.DescribeGroupInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * What both reset actions have in common: everything is checked before anything is written, targets are kept between the
 * earliest and the log end offset, and one request is one write to Kafka.
 */
final class Reset {
    private final Cluster cluster;
    private final String group;

    private Reset(Cluster cluster, String group) {
        this.cluster = cluster;
        this.group = group;
    }

    /** An {@link ApiError} unless the group exists and has no members. */
    static Reset of(Cluster cluster, String group) {
        ConsumerGroupDescription known = cluster.describeGroups(List.of(group)).get(group);
        if (known == null || known.groupState() == GroupState.DEAD) {
            // Kafka would create it.
            throw new ApiError("FailedOperation", "The consumer group does not exist.");
        }
        if (known.groupState() != GroupState.EMPTY) {
            throw ApiError.ofModule(ApiError.GROUP_NOT_EMPTY, "FailedOperation",
                    "The consumer group is not empty (state "
                            + DescribeGroupInfo.state(known) + "), stop its consumers before resetting its offsets.");
        }
        return new Reset(cluster, group);
    }

    /** The topics' partitions, all or those with the given numbers, which every topic must have. */
    Set<TopicPartition> partitions(Collection<String> topics, Collection<Long> numbers) {
        Map<String, TopicDescription> known = cluster.describeTopics(Set.copyOf(topics));
        for (String topic : topics) {
            if (!known.containsKey(topic)) {
                throw ApiError.ofModule(ApiError.TOPIC_UNKNOWN, "FailedOperation",
                        "(3) This server does not host this topic-partition: " + topic + ".");
            }
        }
        if (numbers.isEmpty()) {
            return known.values().stream().flatMap(topic -> Cluster.partitions(topic).stream())
                    .collect(Collectors.toSet());
        }
        return known.values().stream().flatMap(topic -> numbers.stream().map(number -> existing(topic, number)))
                .collect(Collectors.toSet());
    }

    // Never asked of Kafka: its client would look for such a partition until its time is out.
    private static TopicPartition existing(TopicDescription topic, long number) {
        if (number < 0 || number >= topic.partitions().size()) {
            throw ApiError.invalidValue("Partitions", "names partition " + number + ", which the topic `"
                    + topic.name() + "` does not have");
        }
        return new TopicPartition(topic.name(), (int) number);
    }

    /** Every topic that the group committed to: what an absent topic list means where it may be absent. */
    Set<String> committedTopics() {
        return cluster.committed(group).keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    /** The same, or an {@link ApiError} that names the absent parameter when there is none. */
    Set<String> committedTopics(String absent) {
        Set<String> topics = committedTopics();
        if (topics.isEmpty()) {
            throw ApiError.invalid(absent, "is absent and the group has no topics");
        }
        return topics;
    }

    /** What a request names, each once; naming one twice is refused. */
    static <T> List<T> once(String parameter, List<T> named) {
        if (Set.copyOf(named).size() < named.size()) {
            throw ApiError.repeated(parameter);
        }
        return named;
    }

    /** Committed offset plus the shift, without ever wrapping round. */
    Map<TopicPartition, Long> shifted(Set<TopicPartition> partitions, long shift) {
        var committed = cluster.committed(group);
        Map<TopicPartition, Long> targets = new TreeMap<>(Cluster.ORDER);
        for (TopicPartition partition : partitions) {
            var offset = committed.get(partition);
            if (offset == null) {
                throw new ApiError("FailedOperation",
                        "The group has no committed offset to shift on " + partition + ".");
            }
            targets.put(partition, saturatedSum(offset.offset(), shift));
        }
        return targets;
    }

    private static long saturatedSum(long offset, long shift) {
        long sum = offset + shift;
        // Only two numbers of the same sign can leave the range, and then the sum's sign is the wrong one.
        return (offset ^ sum) < 0 && (offset ^ shift) >= 0 ? Long.MAX_VALUE : sum;
    }

    /** The first record at or after the time; the log end where there is none. */
    Map<TopicPartition, Long> at(Set<TopicPartition> partitions, OffsetSpec when) {
        Map<TopicPartition, Long> found = cluster.offsets(partitions, when);
        Set<TopicPartition> beyond = found.entrySet().stream().filter(entry -> entry.getValue() < 0)
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        return Stream.concat(found.entrySet().stream().filter(entry -> entry.getValue() >= 0),
                cluster.offsets(beyond, OffsetSpec.latest()).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Writes the targets, each kept within its partition's log, or reports the first that Kafka refused. */
    void write(Map<TopicPartition, Long> targets) {
        attempt(targets).refused().values().stream().findFirst().ifPresent(reason -> {
            throw KafkaErrors.translate(reason);
        });
    }

    /** Writes the targets, each kept within its partition's log, and tells of each what became of it. */
    Written attempt(Map<TopicPartition, Long> targets) {
        Map<TopicPartition, Long> begins = cluster.offsets(targets.keySet(), OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = cluster.offsets(targets.keySet(), OffsetSpec.latest());
        Map<TopicPartition, Long> clamped = targets.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                target -> Math.clamp(target.getValue(), begins.getOrDefault(target.getKey(), 0L),
                        ends.getOrDefault(target.getKey(), Long.MAX_VALUE))));
        return new Written(clamped, cluster.commit(group, clamped));
    }

    /**
     * What one write did.
     *
     * @param offsets as they were sent to Kafka
     * @param refused the partitions that Kafka did not write, with its reason
     */
    record Written(Map<TopicPartition, Long> offsets, Map<TopicPartition, Throwable> refused) {
    }
}
