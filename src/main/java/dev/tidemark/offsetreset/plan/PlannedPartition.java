package dev.tidemark.offsetreset.plan;

import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a plan means for one partition.
 *
 * @param from the committed offset when planning; empty when there was none
 * @param to empty when only CKafka will know
 * @param earliest the first offset still kept; empty when it could not be read
 * @param logEnd the end of the log when planning
 * @param clamped whether the target lay outside the log and was moved to its edge
 * @param bounds between which offsets a time lies, from the log ends that the sweep has seen; empty for other targets
 * @param evidence what CKafka said of the messages there, for a target in time
 * @param metadata what the consumer committed beside the offset, which a reset erases; empty for nothing
 */
public record PlannedPartition(TopicPartition partition, OptionalLong from, OptionalLong to, OptionalLong earliest,
        OptionalLong logEnd, boolean clamped, Optional<OffsetBounds> bounds, Optional<TimeEvidence> evidence,
        Optional<String> metadata) {
    public PlannedPartition(TopicPartition partition, OptionalLong from, OptionalLong to, OptionalLong earliest,
            OptionalLong logEnd, boolean clamped) {
        this(partition, from, to, earliest, logEnd, clamped, Optional.empty(), Optional.empty(), Optional.empty());
    }

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

    /** The most messages that can be skipped: what is planned, or up to the upper bound; empty where that is not known. */
    public OptionalLong maxSkipped() {
        OptionalLong furthest = to.isPresent() ? to : upper();
        OptionalLong start = start();
        return furthest.isEmpty() || start.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, furthest.getAsLong() - start.getAsLong()));
    }

    /** The most messages that can be read again; as {@link #maxSkipped}. */
    public OptionalLong maxReplayed() {
        OptionalLong lowest = to.isPresent() ? to : lower();
        OptionalLong start = start();
        return lowest.isEmpty() || start.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, start.getAsLong() - lowest.getAsLong()));
    }

    /** Whether a time led beyond the last message, so that the target is the log end. */
    public boolean isBeyondLastMessage() {
        return evidence.filter(found -> found.messageAt().isEmpty()).isPresent();
    }

    /** Whether CKafka's answer contradicts the log ends that the sweep has seen: clocks of producers may differ, or it is wrong. */
    public boolean isOutsideBounds() {
        return to.isPresent() && bounds.filter(known -> !known.contains(to.getAsLong())).isPresent();
    }

    /** Whether the target is known by bounds that are narrower than the log itself. */
    public boolean isBoundedBySamples() {
        return to.isEmpty() && bounds.filter(known -> known.lower() > earliest.orElse(0)
                || known.upper() < logEnd.orElse(Long.MAX_VALUE)).isPresent();
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

    private OptionalLong upper() {
        return bounds.map(found -> OptionalLong.of(found.upper())).orElse(OptionalLong.empty());
    }

    private OptionalLong lower() {
        return bounds.map(found -> OptionalLong.of(found.lower())).orElse(OptionalLong.empty());
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
