package dev.tidemark.triage.web;

import dev.tidemark.kafka.GroupKey;
import dev.tidemark.lag.VerdictMessages;
import dev.tidemark.triage.TriagePage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form that acknowledges the problem of one group.
 *
 * @param row null when nothing is known of the group
 */
record AcknowledgementPage(String group, String instanceId, String instance, @Nullable TriageRow row,
        List<Span> spans) {
    private static final List<Span> SPANS = List.of(new Span("PT1H", "span.hours", 1),
            new Span("PT4H", "span.hours", 4),
            new Span("PT12H", "span.hours", 12), new Span("PT24H", "span.hours", 24), new Span("P3D", "span.days", 3),
            new Span("P7D", "span.days", 7));

    static AcknowledgementPage of(GroupKey group, Optional<String> instance, Optional<TriagePage.Row> known,
            VerdictMessages words, Locale locale, Instant now) {
        return new AcknowledgementPage(group.group().value(), group.instance().value(),
                instance.orElse(group.instance().value()),
                known.map(row -> TriageRow.of(row, words, false, locale, now)).orElse(null), SPANS);
    }

    /** A choice of how long. */
    record Span(String value, String key, int number) {
    }
}
