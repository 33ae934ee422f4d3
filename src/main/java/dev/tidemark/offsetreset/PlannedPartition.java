package dev.tidemark.offsetreset;

import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a plan means for one partition.
 *
 * @param from the committed offset when planning; empty when there was none
 * @param to empty when only CKafka will know
 * @param earliest the first offset still kept; empty when it could not be had
 * @param logEnd the end of the log when planning
 * @param clamped whether the target lay outside the log and was moved to its edge
 */
public record PlannedPartition(TopicPartition partition, OptionalLong from, OptionalLong to, OptionalLong earliest,
        OptionalLong logEnd, boolean clamped) {
    /**
     * What happens to messages; empty where {@link #to} is unknown. Without a commit, what lies before the target is
     * taken as skipped: this group will not process it.
     */
    public Optional<Effect> effect() {
        if (to.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong start = start();
        if (start.isEmpty()) {
            return Optional.of(Effect.SKIP);
        }
        int direction = Long.compare(to.getAsLong(), start.getAsLong());
        return Optional.of(direction < 0 ? Effect.REPLAY : direction > 0 ? Effect.SKIP : Effect.NONE);
    }

    /** How many messages are read again or skipped; empty where that cannot be known. */
    public OptionalLong messages() {
        OptionalLong start = start();
        return to.isEmpty() || start.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.abs(to.getAsLong() - start.getAsLong()));
    }

    /** Whether there is anything to write. */
    public boolean isChange() {
        return to.isEmpty() || !from.equals(to);
    }

    public Lag lagBefore() {
        return Lag.between(from, logEnd);
    }

    public Lag lagAfter() {
        return Lag.between(to, logEnd);
    }

    // What retention has deleted can be neither read again nor skipped.
    private OptionalLong start() {
        if (from.isEmpty()) {
            return earliest;
        }
        return earliest.isPresent() && earliest.getAsLong() > from.getAsLong() ? earliest : from;
    }

    /** What a move of the offset does to messages. */
    public enum Effect {
        /** Messages are processed once more. */
        REPLAY,
        /** Messages are never processed by this group. */
        SKIP,
        /** No message is processed more or less often. */
        NONE
    }
}
