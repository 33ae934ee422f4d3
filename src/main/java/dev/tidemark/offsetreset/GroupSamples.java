package dev.tidemark.offsetreset;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Port: what the background sweep saw of a group lately, in this process or in the one that sweeps. Costs no call. */
public interface GroupSamples {
    /** Empty while the group has not been seen. */
    Optional<Sampled> of(InstanceId instance, ConsumerGroupId group);

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
    record Sampled(Instant observedAt, Optional<GroupState> state, OptionalInt members,
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
    record Sample(Instant at, OptionalLong committed, long logEnd) {
    }
}
