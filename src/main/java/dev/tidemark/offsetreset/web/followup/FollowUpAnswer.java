package dev.tidemark.offsetreset.web.followup;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.followup.FollowUp;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What became of a group after a reset. Unknown is null.
 *
 * @param state {@code WAITING}, {@code RESUMED}, {@code NOT_RESUMED}, {@code STUCK}, {@code CAUGHT_UP},
 *     {@code OVERWRITTEN}, {@code SUPERSEDED} or {@code CLOSED}
 * @param resumedAt when consumers came back
 * @param messages in the log at the time of the reset, and not yet read then
 * @param processed how many of them have been read since
 * @param stuck partitions that do not move
 */
public record FollowUpAnswer(String state, Instant since, @Nullable Instant resumedAt, OptionalLong messages,
        OptionalLong processed, OptionalInt percent, @Nullable Instant expectedEnd, List<TopicPartition> stuck,
        @Nullable Instant observedAt) {
    public static FollowUpAnswer of(FollowUp followUp) {
        FollowUp.Figures figures = followUp.figures();
        return new FollowUpAnswer(followUp.state().name(), followUp.since(), followUp.resumedAt().orElse(null),
                figures.messages(), figures.processed(), figures.percent(), followUp.expectedEnd().orElse(null),
                figures.stuck(), followUp.observedAt().orElse(null));
    }
}
