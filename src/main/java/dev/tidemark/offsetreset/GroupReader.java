package dev.tidemark.offsetreset;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupSamples;
import dev.tidemark.offsetreset.plan.ClientKind;
import dev.tidemark.offsetreset.plan.GroupSnapshot;
import dev.tidemark.offsetreset.plan.GroupSnapshot.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Reads a group as it is now, past every cache: what is decided about a write must not be a moment old. */
@Component
public class GroupReader {
    // Beyond this, pages of fifty topics cost fewer calls than a call for each.
    private static final int ASKED_ONE_BY_ONE = 5;
    // The quota allows the ranges of five topics a second, and a person waits for the answer.
    private static final int MOST_RANGES = 40;

    private final ConsumerGroups groups;
    private final TopicOffsets topics;
    private final GroupSamples samples;
    private final Clock clock;

    GroupReader(ConsumerGroups groups, TopicOffsets topics, GroupSamples samples, Clock clock) {
        this.groups = groups;
        this.topics = topics;
        this.samples = samples;
        this.clock = clock;
    }

    /**
     * The group's state, and its positions in some topics.
     *
     * @param withRanges the topics of which to say where their logs begin; beyond the first forty that stays unknown
     * @throws ClusterUnavailable when state or offsets cannot be read; where a log begins may stay unknown
     */
    public GroupSnapshot read(InstanceId instance, ConsumerGroupId group, Collection<String> wanted,
            Collection<String> withRanges) {
        Instant asked = clock.instant();
        ConsumerGroup described = groups.describe(instance, group);
        SortedMap<TopicPartition, Position> positions = new TreeMap<>();
        Map<String, GroupOffsets.Topic> offsets = offsets(instance, group, wanted);
        Set<String> ranged = new HashSet<>(withRanges);
        int questions = 0;
        for (String topic : wanted) {
            // CKafka does not list a topic that the group never committed to.
            boolean needed = ranged.contains(topic) || !offsets.containsKey(topic);
            Map<Integer, OffsetRange> ranges = needed && questions < MOST_RANGES ? ranges(instance, topic) : Map.of();
            questions += needed ? 1 : 0;
            add(topic, Optional.ofNullable(offsets.get(topic)), ranges, positions);
        }
        // Internal topics are seldom reset, but they show that an Empty group is one of Kafka Streams.
        Set<String> all = new HashSet<>(samples.topics(instance, group));
        all.addAll(offsets.keySet());
        ClientKind kind = ClientKind.of(described, all, offsets.values().stream()
                .flatMap(topic -> topic.partitions().stream()).map(PartitionOffsets::metadata));
        return new GroupSnapshot(described.state(), kind, positions, asked);
    }

    /** Of the topics that are wanted, and of others where a page shows them too. */
    private Map<String, GroupOffsets.Topic> offsets(InstanceId instance, ConsumerGroupId group,
            Collection<String> wanted) {
        Map<String, GroupOffsets.Topic> found = new HashMap<>();
        if (wanted.size() <= ASKED_ONE_BY_ONE) {
            for (String topic : wanted) {
                groups.offsets(instance, group,
                        new OffsetsQuery("", Optional.of(topic), new PageRequest(0, PageRequest.MAX_LIMIT))).topics()
                        .forEach(each -> found.put(each.name(), each));
            }
        } else {
            groups.allOffsets(instance, group).forEach(each -> found.put(each.name(), each));
        }
        return found;
    }

    private Map<Integer, OffsetRange> ranges(InstanceId instance, String topic) {
        try {
            return topics.ranges(instance, topic);
        } catch (ClusterUnavailable _) {
            // Unknown is a possible answer here, and the plan says it.
            return Map.of();
        }
    }

    private static void add(String topic, Optional<GroupOffsets.Topic> offsets, Map<Integer, OffsetRange> ranges,
            SortedMap<TopicPartition, Position> positions) {
        ranges.forEach((partition, range) -> positions.put(new TopicPartition(topic, partition),
                new Position(OptionalLong.empty(), OptionalLong.of(range.earliestOffset()),
                        OptionalLong.of(range.logEndOffset()), "", true)));
        for (PartitionOffsets seen : offsets.map(GroupOffsets.Topic::partitions).orElse(List.of())) {
            OffsetRange range = ranges.get(seen.partition());
            OptionalLong earliest = range == null ? OptionalLong.empty() : OptionalLong.of(range.earliestOffset());
            positions.put(new TopicPartition(topic, seen.partition()), new Position(seen.committedOffset(), earliest,
                    seen.logEndOffset(), seen.metadata(), seen.error().isEmpty()));
        }
    }
}
