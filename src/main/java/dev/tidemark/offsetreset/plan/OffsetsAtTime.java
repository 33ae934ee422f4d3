package dev.tidemark.offsetreset.plan;

import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupSamples.Sample;
import dev.tidemark.lag.GroupSamples.Sampled;
import dev.tidemark.offsetreset.plan.GroupSnapshot.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the offsets that a moment means: CKafka's answers, and bounds where it has not answered.
 *
 * @param answers the first message at or after the moment; an empty one means the log end
 */
public record OffsetsAtTime(Map<TopicPartition, OffsetBounds> bounds,
        Map<TopicPartition, Optional<MessageTime>> answers,
        Map<TopicPartition, Instant> previousMessages) {
    public static final OffsetsAtTime NOT_ASKED = new OffsetsAtTime(Map.of(), Map.of(), Map.of());

    // A sample is stamped when the question was asked; the log end in it was read up to so much later.
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    // The clocks of brokers and producers differ from ours.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    public OffsetsAtTime {
        bounds = Map.copyOf(bounds);
        answers = Map.copyOf(answers);
        previousMessages = Map.copyOf(previousMessages);
    }

    /**
     * Bounds from what the sweep saw: a message below a log end that was read before the moment was written before it, and
     * one at or above a log end that was read after the moment was written after it. Outside the samples the log itself is
     * the bound.
     */
    public static OffsetsAtTime bounded(GroupSnapshot seen, Optional<Sampled> sampled, Instant moment) {
        Map<TopicPartition, OffsetBounds> bounds = new HashMap<>();
        seen.positions().forEach((partition, at) -> bounds(at, sampled
                .map(group -> group.partitions().getOrDefault(partition, List.of())).orElse(List.of()), moment)
                .ifPresent(found -> bounds.put(partition, found)));
        return new OffsetsAtTime(bounds, Map.of(), Map.of());
    }

    private static Optional<OffsetBounds> bounds(Position at, List<Sample> samples, Instant moment) {
        if (at.logEnd().isEmpty()) {
            return Optional.empty();
        }
        long end = at.logEnd().getAsLong();
        long lower = at.earliest().orElse(0);
        long upper = end;
        for (Sample sample : samples) {
            // A log end that has gone down since belongs to a topic that was created anew.
            if (sample.logEnd() > end) {
                return Optional.of(new OffsetBounds(Math.min(at.earliest().orElse(0), end), end));
            }
            if (sample.at().plus(ANSWERED_WITHIN).plus(CLOCK_TOLERANCE).isBefore(moment)) {
                lower = Math.max(lower, sample.logEnd());
            } else if (sample.at().isAfter(moment.plus(CLOCK_TOLERANCE))) {
                upper = Math.min(upper, sample.logEnd());
            }
        }
        return Optional.of(new OffsetBounds(Math.min(lower, end), Math.max(Math.min(lower, end), upper)));
    }
}
