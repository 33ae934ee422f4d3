package dev.tidemark.offsetreset.write;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.OffsetBounds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was observed after a reset, partition by partition. Nothing in it is concluded from an answer of the API alone.
 *
 * @param observedAt when the group was last read
 * @param stopped whether it was stopped before the last topic
 * @param settled whether it was read off the group by another process than the one that wrote
 * @param shutDown whether the process was shut down before the last topic
 */
public record ResetOutcome(ResetStatus status, List<Receipt> receipts, Instant observedAt, boolean stopped,
        boolean settled, boolean shutDown) {
    public ResetOutcome {
        receipts = List.copyOf(receipts);
    }

    /** The same execution, seen again. */
    public ResetOutcome renewed(ResetStatus now, List<Receipt> seen, Instant at) {
        return new ResetOutcome(now, seen, at, stopped, settled, shutDown);
    }

    /** What was to be written and never was sent: the rest that a new plan can carry on with. */
    public List<Receipt> notAttempted() {
        return receipts.stream().filter(receipt -> receipt.isChange() && receipt.result() == Result.NOT_ATTEMPTED)
                .toList();
    }

    /** What was seen elsewhere than before: the part that can be taken back. */
    public List<Receipt> moved() {
        return receipts.stream().filter(receipt -> receipt.isChange() && receipt.result() != Result.NOT_ATTEMPTED
                && receipt.after().isPresent() && !receipt.after().equals(receipt.before())).toList();
    }

    /** Whether there is anything to go back to: a commit that never was cannot be brought back. */
    public boolean canBeUndone() {
        return moved().stream().anyMatch(receipt -> receipt.before().isPresent());
    }

    /** Whether an offset was moved again after it had been confirmed. */
    public boolean wasOverwritten() {
        return receipts.stream().anyMatch(receipt -> receipt.overwrittenBy().isPresent());
    }

    /**
     * One partition.
     *
     * @param before committed when the execution began
     * @param planned empty where only CKafka could know
     * @param bounds between which offsets it had to lie, where {@code planned} is empty
     * @param after empty when it could not be read
     * @param overwrittenBy the offset that another client committed over a confirmed one during the watch
     */
    public record Receipt(TopicPartition partition, OptionalLong before, OptionalLong planned,
            Optional<OffsetBounds> bounds, OptionalLong after, Result result, OptionalLong overwrittenBy) {
        /** Whether anything was to be written. */
        public boolean isChange() {
            return planned.isEmpty() || !planned.equals(before);
        }

        /** Whether the offset was put where the plan allowed. */
        public boolean isGood() {
            return result == Result.CONFIRMED || result == Result.MOVED;
        }

        public Receipt overwritten(long offset) {
            return new Receipt(partition, before, planned, bounds, after, result, OptionalLong.of(offset));
        }
    }

    /** What became of a partition. */
    public enum Result {
        /** The committed offset is the target. */
        CONFIRMED,
        /**
         * CKafka worked out the offset, and it lies within what the plan allowed: inside the bounds of a time, or beyond the
         * end of a log that grew meanwhile.
         */
        MOVED,
        /** The committed offset is what it was before. */
        UNCHANGED,
        /** The committed offset is another one. */
        MISMATCH,
        /** It could not be read, or an answer was lost and it has not moved (yet). */
        UNKNOWN,
        /** Nothing was sent. */
        NOT_ATTEMPTED
    }
}
