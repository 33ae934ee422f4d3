package dev.tidemark.offsetreset.plan;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.offsetreset.plan.PlannedPartition.Effect;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reset would do, partition by partition, as seen at one moment. It never changes: what was shown is what is
 * approved and, in pinned mode, what is written.
 *
 * @param state of the group when planning
 * @param moment the time that a target in time means; empty for every other target
 * @param undoes the reset that this plan takes back
 * @param continues the reset whose unwritten rest this plan carries on with
 * @param overrideReason why it was planned although a client commits in the Empty group; empty where none does
 * @param lookup how far CKafka has been asked what a time means; empty once the plan is complete
 */
public record ResetPlan(String id, InstanceId instance, ConsumerGroupId group, GroupState state, ResetMode mode,
        ResetTarget target, Optional<Instant> moment, List<PlannedPartition> partitions, List<Warning> warnings,
        OptionalLong undoes, OptionalLong continues, Optional<String> overrideReason, Optional<TimeLookup> lookup,
        String createdBy, Instant createdAt, Instant expiresAt) {
    public ResetPlan {
        partitions = List.copyOf(partitions);
        warnings = List.copyOf(warnings);
    }

    /** Whether it can be requested: nothing is still being looked up. */
    public boolean isComplete() {
        return lookup.isEmpty();
    }

    public ResetPlan with(TimeLookup now) {
        return new ResetPlan(id, instance, group, state, mode, target, moment, partitions, warnings, undoes, continues,
                overrideReason, Optional.of(now), createdBy, createdAt, expiresAt);
    }

    public ResetPlan until(Instant end) {
        return new ResetPlan(id, instance, group, state, mode, target, moment, partitions, warnings, undoes, continues,
                overrideReason, lookup, createdBy, createdAt, end);
    }

    /** The same preview, where the process that looked it up has ended. */
    public ResetPlan interrupted() {
        return lookup.filter(each -> each.state() == TimeLookup.State.RUNNING)
                .map(each -> with(each.ended(TimeLookup.State.INTERRUPTED, Optional.empty(), Optional.empty(),
                        each.updatedAt())))
                .orElse(this);
    }

    public boolean has(Warning.Kind kind) {
        return warnings.stream().anyMatch(warning -> warning.kind() == kind);
    }

    /** By topic, in the order of their names. */
    public Map<String, List<PlannedPartition>> topics() {
        return partitions.stream().collect(Collectors.groupingBy(each -> each.partition().topic(), LinkedHashMap::new,
                Collectors.toList()));
    }

    /** The topics that something is written to. */
    public List<String> topicsToWrite() {
        return partitions.stream().filter(PlannedPartition::isChange).map(each -> each.partition().topic()).distinct()
                .toList();
    }

    public Totals totals() {
        return new Totals(messages(Effect.REPLAY), messages(Effect.SKIP),
                partitions.stream().filter(each -> each.messages().isEmpty()).count(),
                sumOfAll(PlannedPartition::maxReplayed), sumOfAll(PlannedPartition::maxSkipped),
                Lag.total(partitions.stream().map(PlannedPartition::lagBefore)),
                Lag.total(partitions.stream().map(PlannedPartition::lagAfter)));
    }

    /** Whether messages will, or for all that is known may, never be processed. */
    public boolean maySkip() {
        return partitions.stream().anyMatch(each -> each.effect().map(Effect.SKIP::equals)
                .orElse(each.maxSkipped().orElse(1) > 0));
    }

    /** Empty as soon as one is not known: a ceiling with a hole is none. */
    private OptionalLong sumOfAll(Function<PlannedPartition, OptionalLong> messages) {
        List<OptionalLong> each = partitions.stream().map(messages).toList();
        return each.stream().anyMatch(OptionalLong::isEmpty)
                ? OptionalLong.empty()
                : OptionalLong.of(each.stream().mapToLong(OptionalLong::getAsLong).sum());
    }

    private OptionalLong messages(Effect effect) {
        if (partitions.stream().allMatch(each -> each.messages().isEmpty())) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(partitions.stream().filter(each -> each.effect().equals(Optional.of(effect)))
                .mapToLong(each -> each.messages().orElse(0)).sum());
    }

    /**
     * Sums over all partitions.
     *
     * @param replayed messages read again; empty when no partition's is known
     * @param skipped messages never processed; empty when no partition's is known
     * @param unknown how many partitions the two leave out
     * @param maxReplayed the most that can be read again, unknown partitions up to their bounds; empty when one has none
     * @param maxSkipped the most that can be skipped; as {@code maxReplayed}
     */
    public record Totals(OptionalLong replayed, OptionalLong skipped, long unknown, OptionalLong maxReplayed,
            OptionalLong maxSkipped, Lag lagBefore, Lag lagAfter) {
    }

    /**
     * Something to know before saying yes.
     *
     * @param partitions how many it concerns; 0 when it is about the whole group
     */
    public record Warning(Kind kind, long partitions) {
        /** What there is to know. */
        public enum Kind {
            /** The group has members: it cannot be executed before they stop. */
            GROUP_ACTIVE,
            /** The group has members, and the plan names offsets: it is out of date as soon as they commit. */
            PINNED_WHILE_ACTIVE,
            /** CKafka names a state that is not known here; whether the group has members is not known either. */
            STATE_UNKNOWN,
            /** The group is Empty, and its offsets move nevertheless: a client with manual assignment is running. */
            COMMITS_WITHOUT_MEMBERS,
            /** The group is Empty, and the sweep has not watched it: whether a client with manual assignment runs is not known. */
            NOT_WATCHED,
            /** Kafka Streams: state stores and internal topics are not reset with the offsets. */
            KAFKA_STREAMS,
            /** Kafka Connect: the worker commits its own offsets again when its tasks restart before the reset is done. */
            KAFKA_CONNECT,
            /** Commits carry metadata, which a reset erases. */
            METADATA_ERASED,
            /** CKafka's answer to a time contradicts the log ends that the sweep has seen. */
            OUTSIDE_BOUNDS,
            /** The bounds come from log ends that were sampled, and hold as far as the times in messages follow their arrival. */
            BOUNDS_BY_ARRIVAL,
            /** There is no message at or after the time: the target is the log end. */
            BEYOND_LAST_MESSAGE,
            /** When the message before the target was written was not asked for: that many answers take minutes. */
            PREVIOUS_NOT_ASKED,
            /** The target lay outside the log and was moved to its edge. */
            CLAMPED,
            /** The earliest offset is unknown; the target may lie before it. */
            EARLIEST_UNKNOWN,
            /** Nothing was committed there. */
            NOT_COMMITTED,
            /** What the group would have read next is no longer kept. */
            ALREADY_LOST,
            /** Only CKafka will know the offset, when it writes. */
            RESOLVED_LATER,
            /** An offset to return to is no longer kept. */
            NOT_RETAINED,
            /** Before the reset nothing was committed, and a commit cannot be taken away. */
            CANNOT_UNCOMMIT
        }
    }
}
