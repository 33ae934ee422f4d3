package dev.tidemark.offsetreset.followup;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How far one partition is after a reset.
 *
 * @param before committed before the reset; empty when nothing was
 * @param target where the reset put it
 * @param goal where the log ended when it was first seen after the reset; empty until then
 * @param committed as last seen; empty while it has not been seen, or nothing is committed any more
 * @param movedAt since when it is committed there
 */
public record PartitionProgress(TopicPartition partition, OptionalLong before, long target, OptionalLong goal,
        OptionalLong committed, Instant movedAt, Standing standing) {
    // Behind the last message of a transaction lies its marker, which some clients never commit past.
    private static final long MARKER = 1;

    static PartitionProgress begin(Receipt receipt, Instant at) {
        return new PartitionProgress(receipt.partition(), receipt.before(), receipt.after().orElseThrow(),
                OptionalLong.empty(), OptionalLong.empty(), at, Standing.UNKNOWN);
    }

    /** Whether it can be said how much of it is read. */
    public boolean isKnown() {
        return goal.isPresent() && committed.isPresent();
    }

    /** Messages between the target and the goal. */
    public OptionalLong messages() {
        return goal.isPresent() ? OptionalLong.of(Math.max(0, goal.getAsLong() - target)) : goal;
    }

    public OptionalLong processed() {
        return isKnown()
                ? OptionalLong.of(Math.clamp(committed.getAsLong() - target, 0, messages().getAsLong()))
                : OptionalLong.empty();
    }

    /** Messages up to the goal that are not committed yet. */
    public OptionalLong left() {
        return isKnown()
                ? OptionalLong.of(Math.max(0, goal.getAsLong() - committed.getAsLong()))
                : OptionalLong.empty();
    }

    boolean isDone() {
        return isKnown() && left().getAsLong() <= (messages().getAsLong() > MARKER ? MARKER : 0);
    }

    /** Whether the last commit is another than the reset's. */
    boolean hasMoved() {
        return committed.isPresent() && committed.getAsLong() != target;
    }

    PartitionProgress seen(OptionalLong logEnd, OptionalLong at, Instant since) {
        return new PartitionProgress(partition, before, target, goal.isPresent() ? goal : logEnd, at, since,
                Standing.UNKNOWN).as(at.isPresent() ? Standing.READING : Standing.UNKNOWN);
    }

    /**
     * Seen once elsewhere than the reset put it. While the clock of the process that sweeps is ahead that may be from before
     * the write; it is believed when it is seen again.
     */
    PartitionProgress doubt(OptionalLong at) {
        return new PartitionProgress(partition, before, target, goal, at, movedAt, Standing.UNKNOWN);
    }

    PartitionProgress overwrittenBy(long offset, Instant at) {
        return new PartitionProgress(partition, before, target, goal, OptionalLong.of(offset), at,
                Standing.OVERWRITTEN);
    }

    PartitionProgress as(Standing next) {
        return new PartitionProgress(partition, before, target, goal, committed, movedAt, next);
    }

    /** How a partition does. */
    public enum Standing {
        /** Not seen in the newest sample. */
        UNKNOWN,
        /** It has messages to read. */
        READING,
        /** It has messages to read, and its committed offset does not move. */
        STUCK,
        /** Committed up to the goal. */
        DONE,
        /** The committed offset is one that no consumer reaches from the reset's target. */
        OVERWRITTEN
    }
}
