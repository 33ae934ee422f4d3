package dev.tidemark.lag;

import dev.tidemark.lag.verdict.Finding;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in one sentence why a group was judged as it was, with the numbers, in the reader's language. */
@Component
public class VerdictMessages {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final MessageSource messages;

    VerdictMessages(MessageSource messages) {
        this.messages = messages;
    }

    public String why(GroupHealth group, Locale locale) {
        Finding finding = group.finding();
        OptionalInt members = group.membership().members();
        return messages.getMessage("verdict.why." + finding.why(), new Object[]{finding.partition().toString(),
            finding.lag().messages().orElse(0), finding.arrived(), span(finding.watched(), locale),
            members.isPresent() ? members.getAsInt() : 0}, locale);
    }

    /** A duration as people say it: one unit, rounded down. */
    public String span(Duration duration, Locale locale) {
        if (duration.compareTo(TWO_MINUTES) < 0) {
            return span("span.seconds", duration.toSeconds(), locale);
        }
        if (duration.compareTo(TWO_HOURS) < 0) {
            return span("span.minutes", duration.toMinutes(), locale);
        }
        return duration.compareTo(TWO_DAYS) < 0
                ? span("span.hours", duration.toHours(), locale)
                : span("span.days", duration.toDays(), locale);
    }

    private String span(String key, long number, Locale locale) {
        return messages.getMessage(key, new Object[]{number}, locale);
    }
}
