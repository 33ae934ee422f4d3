package dev.tidemark.offsetreset.web.followup;

import dev.tidemark.offsetreset.followup.FollowUp;
import dev.tidemark.offsetreset.followup.PartitionProgress;
import dev.tidemark.offsetreset.followup.PartitionProgress.Standing;
import dev.tidemark.offsetreset.web.followup.FollowUpLine.When;
import dev.tidemark.webkit.Figure;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a group after a reset: the sentence, and the partitions that are not done, those that do not move first.
 *
 * @param line null when the reset is not followed
 * @param more partitions that are left out
 */
record FollowUpPage(@Nullable FollowUpLine line, List<Row> rows, int more) {
    // It is above the rest of the page, and is replaced every few seconds.
    private static final int MOST_ROWS = 12;

    static FollowUpPage of(Optional<FollowUp> found, Locale locale, Instant now) {
        List<PartitionProgress> left = found
                .filter(each -> each.resumedAt().isPresent() || each.state() == FollowUp.State.OVERWRITTEN)
                .map(FollowUp::partitions).orElse(List.of()).stream()
                .filter(each -> each.standing() != Standing.DONE)
                .sorted(Comparator.comparingInt((PartitionProgress each) -> order(each.standing()))
                        .thenComparing(PartitionProgress::partition))
                .toList();
        return new FollowUpPage(found.map(each -> FollowUpLine.of(each, locale, now)).orElse(null),
                left.stream().limit(MOST_ROWS).map(each -> Row.of(each, locale, now)).toList(),
                Math.max(0, left.size() - MOST_ROWS));
    }

    private static int order(Standing standing) {
        return switch (standing) {
            case OVERWRITTEN -> 0;
            case STUCK -> 1;
            case UNKNOWN -> 2;
            case READING -> 3;
            case DONE -> 4;
        };
    }

    /** One partition. */
    record Row(String topic, String partition, Figure target, Figure committed, Figure goal, Figure left,
            String standingKey, String tone, When moved) {
        static Row of(PartitionProgress seen, Locale locale, Instant now) {
            return new Row(seen.partition().topic(), Integer.toString(seen.partition().partition()),
                    Figure.of(seen.target(), locale), Figure.of(seen.committed(), locale, "follow-up.not-seen"),
                    Figure.of(seen.goal(), locale, "follow-up.not-seen"),
                    Figure.of(seen.left(), locale, "follow-up.not-seen"), "follow-up.standing." + seen.standing(),
                    switch (seen.standing()) {
                        case OVERWRITTEN, STUCK -> "bad";
                        case UNKNOWN -> "quiet";
                        case READING -> "warn";
                        case DONE -> "good";
                    }, When.of(seen.movedAt(), now));
        }
    }
}
