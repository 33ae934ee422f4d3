package dev.tidemark.offsetreset.web.request;

import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.write.ResetOutcome.Result;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was observed after a reset: what is not as it should be comes first.
 *
 * @param counts how many partitions have which result
 */
record OutcomeTable(Moment observed, boolean stopped, boolean settled, boolean shutDown, boolean overwritten,
        List<Count> counts,
        List<Row> rows, boolean cut) {
    private static final int MOST_ROWS = 600;

    static OutcomeTable of(ResetOutcome outcome, Locale locale, Instant now) {
        List<Receipt> ordered = new ArrayList<>(outcome.receipts());
        ordered.sort(Comparator.comparing((Receipt receipt) -> receipt.overwrittenBy().isEmpty())
                .thenComparing(receipt -> receipt.isGood()).thenComparing(Receipt::partition));
        List<Count> counts = Arrays.stream(Result.values())
                .map(result -> new Count("result." + result, outcome.receipts().stream()
                        .filter(receipt -> receipt.result() == result).count()))
                .filter(count -> count.partitions() > 0).toList();
        return new OutcomeTable(Moment.of(outcome.observedAt(), now), outcome.stopped(), outcome.settled(),
                outcome.shutDown(),
                outcome.wasOverwritten(), counts,
                ordered.stream().limit(MOST_ROWS).map(receipt -> Row.of(receipt, locale)).toList(),
                ordered.size() > MOST_ROWS);
    }

    /** How often a result occurs. */
    record Count(String key, long partitions) {
    }

    /** One partition. */
    record Row(String topic, String partition, Figure before, Figure planned, Figure after, String resultKey,
            String tone, @Nullable Figure overwrittenBy) {
        static Row of(Receipt receipt, Locale locale) {
            return new Row(receipt.partition().topic(), Integer.toString(receipt.partition().partition()),
                    Figure.of(receipt.before(), locale, "unknown.not-committed"),
                    Figure.of(receipt.planned(), locale, "unknown.resolved"),
                    Figure.of(receipt.after(), locale, "unknown.after"), "result." + receipt.result(),
                    switch (receipt.result()) {
                        case CONFIRMED, MOVED -> "good";
                        case NOT_ATTEMPTED -> "quiet";
                        case UNCHANGED, MISMATCH, UNKNOWN -> "bad";
                    }, receipt.overwrittenBy().isPresent()
                            ? Figure.of(receipt.overwrittenBy().getAsLong(), locale)
                            : null);
        }
    }
}
