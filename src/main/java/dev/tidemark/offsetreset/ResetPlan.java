package dev.tidemark.offsetreset;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.offsetreset.PlannedPartition.Effect;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a reset would do, partition by partition, as seen at one moment. It never changes: what was shown is what is
 * approved and, in pinned mode, what is written.
 *
 * @param state of the group when planning
 * @param moment the time that a target in time means; empty for every other target
 * @param undoes the reset that this plan takes back
 */
public record ResetPlan(String id, InstanceId instance, ConsumerGroupId group, GroupState state, ResetMode mode,
        ResetTarget target, Optional<Instant> moment, List<PlannedPartition> partitions, List<Warning> warnings,
        OptionalLong undoes, String createdBy, Instant createdAt, Instant expiresAt) {
    public ResetPlan {
        partitions = List.copyOf(partitions);
        warnings = List.copyOf(warnings);
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
                Lag.total(partitions.stream().map(PlannedPartition::lagBefore)),
                Lag.total(partitions.stream().map(PlannedPartition::lagAfter)));
    }

    /** Whether messages will, or for all that is known may, never be processed. */
    public boolean maySkip() {
        return partitions.stream().anyMatch(each -> each.effect().map(Effect.SKIP::equals).orElse(true));
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
     */
    public record Totals(OptionalLong replayed, OptionalLong skipped, long unknown, Lag lagBefore, Lag lagAfter) {
    }

    /**
     * Something to know before saying yes.
     *
     * @param partitions how many it concerns; 0 when it is about the whole group
     */
    public record Warning(Kind kind, long partitions) {
        /** What there is to know. */
        public enum Kind {
            /** The group has members: it cannot be carried out before they stop. */
            GROUP_ACTIVE,
            /** An empty group may still be consumed by clients that assign partitions themselves. */
            EMPTY_IS_NOT_STOPPED,
            /** The target lay outside the log and was moved to its edge. */
            CLAMPED,
            /** Nobody could say where the log begins; the target may lie before it. */
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
