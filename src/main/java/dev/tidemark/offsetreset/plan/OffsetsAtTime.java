package dev.tidemark.offsetreset.plan;

import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.timeindex.LogEnd;
import dev.tidemark.offsetreset.plan.GroupSnapshot.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the offsets that a moment means: CKafka's answers, and bounds where it has not answered.
 *
 * @param answers the first message at or after the moment; an empty one means the log end
 * @param previousMessages when the message before that was written, where it is known
 * @param previousNotAsked where CKafka was not asked for it
 */
public record OffsetsAtTime(Map<TopicPartition, OffsetBounds> bounds,
        Map<TopicPartition, Optional<MessageTime>> answers,
        Map<TopicPartition, Instant> previousMessages, Set<TopicPartition> previousNotAsked) {
    public static final OffsetsAtTime NOT_ASKED = bounds(Map.of());

    // Messages carry the time of brokers and producers, the log ends that of the process that swept.
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    public OffsetsAtTime {
        bounds = Map.copyOf(bounds);
        answers = Map.copyOf(answers);
        previousMessages = Map.copyOf(previousMessages);
        previousNotAsked = Set.copyOf(previousNotAsked);
    }

    /**
     * Bounds from what the sweep saw: a message below a log end that was read before the moment was written before it, and
     * one at or above a log end that was read after the moment was written after it. Outside of them the log itself is the
     * bound. That holds as far as the times in messages follow their arrival: a producer may set any time.
     */
    public static OffsetsAtTime bounded(GroupSnapshot seen, Map<TopicPartition, List<LogEnd>> logEnds,
            Instant moment) {
        Map<TopicPartition, OffsetBounds> bounds = new HashMap<>();
        seen.positions().forEach((partition, at) -> bounds(at, logEnds.getOrDefault(partition, List.of()), moment)
                .ifPresent(found -> bounds.put(partition, found)));
        return bounds(bounds);
    }

    private static OffsetsAtTime bounds(Map<TopicPartition, OffsetBounds> bounds) {
        return new OffsetsAtTime(bounds, Map.of(), Map.of(), Set.of());
    }

    /** The same bounds without any answer. */
    OffsetsAtTime onlyBounds() {
        return bounds(bounds);
    }

    private static Optional<OffsetBounds> bounds(Position at, List<LogEnd> logEnds, Instant moment) {
        if (at.logEnd().isEmpty()) {
            return Optional.empty();
        }
        long end = at.logEnd().getAsLong();
        long lower = at.earliest().orElse(0);
        long upper = end;
        for (LogEnd known : logEnds) {
            // A log end that has gone down since belongs to a topic that was created anew.
            if (known.offset() > end) {
                return Optional.of(new OffsetBounds(Math.min(at.earliest().orElse(0), end), end));
            }
            if (known.answered().plus(CLOCK_TOLERANCE).isBefore(moment)) {
                lower = Math.max(lower, known.offset());
            } else if (known.asked().minus(CLOCK_TOLERANCE).isAfter(moment)) {
                upper = Math.min(upper, known.offset());
            }
        }
        return Optional.of(new OffsetBounds(Math.min(lower, end), Math.max(Math.min(lower, end), upper)));
    }
}
