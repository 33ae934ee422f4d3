package dev.tidemark.lag;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.verdict.PartitionSamples;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * What the background sweep saw of a group lately, in this process or in the one that sweeps. From memory, costs no call.
 */
@Component
public class GroupSamples {
    private final LagMonitor monitor;
    private final Clock clock;

    GroupSamples(LagMonitor monitor, Clock clock) {
        this.monitor = monitor;
        this.clock = clock;
    }

    /** Empty while the group has not been seen. Asking makes the sweep read it sooner: it is being reset, or was. */
    public Optional<Sampled> of(InstanceId instance, ConsumerGroupId group) {
        GroupKey key = new GroupKey(instance, group);
        Map<TopicPartition, List<Sample>> partitions = new HashMap<>();
        monitor.histories(key).forEach((partition, seen) -> partitions.put(partition, samples(seen)));
        Optional<GroupHealth> latest = monitor.latest(key);
        latest.ifPresent(_ -> monitor.lookedAt(key, clock.instant()));
        return latest.map(health -> new Sampled(health.observedAt(), health.membership().state(),
                health.membership().members(), health.membership().committedWithoutMembersAt(), partitions));
    }

    /** Drops the samples of this process of offsets that were moved, or may have been, by another process. */
    public void forget(OffsetsMoved moved) {
        monitor.forget(moved);
    }

    /** The topics in which the group was last seen to have offsets; none while it has not been seen. */
    public Set<String> topics(InstanceId instance, ConsumerGroupId group) {
        return monitor.latest(new GroupKey(instance, group)).stream().flatMap(health -> health.topics().stream())
                .map(GroupHealth.TopicLag::topic).collect(Collectors.toSet());
    }

    private static List<Sample> samples(PartitionSamples seen) {
        return IntStream.range(0, seen.size())
                .mapToObj(sample -> new Sample(Instant.ofEpochSecond(seen.time(sample)),
                        seen.committed(sample) == PartitionSamples.NONE
                                ? OptionalLong.empty()
                                : OptionalLong.of(seen.committed(sample)),
                        seen.logEnd(sample)))
                .toList();
    }

    /**
     * A group as the sweep has it.
     *
     * @param observedAt when it was read last
     * @param state empty when it could not be described
     * @param members empty when it could not be described
     * @param committedWithoutMembersAt when a sample last showed that offsets moved although the group was Empty in it and
     *     in the sample before; empty when that has not been seen
     * @param partitions the samples of each partition, the oldest first; empty in a process that does not sweep
     */
    public record Sampled(Instant observedAt, Optional<GroupState> state, OptionalInt members,
            Optional<Instant> committedWithoutMembersAt, Map<TopicPartition, List<Sample>> partitions) {
        public Sampled {
            partitions = Map.copyOf(partitions);
        }
    }

    /**
     * One partition at one moment.
     *
     * @param at when the question was asked, in whole seconds
     * @param committed empty when nothing was committed
     */
    public record Sample(Instant at, OptionalLong committed, long logEnd) {
    }
}
