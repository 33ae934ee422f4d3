package dev.tidemark.lag;

import dev.tidemark.lag.Impact.Attention;
import dev.tidemark.lag.churn.Client;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in one sentence why a group was judged as it was, with the numbers, in the reader's language. */
@Component
public class VerdictMessages {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MessageSource messages;

    VerdictMessages(MessageSource messages) {
        this.messages = messages;
    }

    public String why(GroupHealth group, Locale locale) {
        return loss(group, locale).map(loss -> loss + " ").orElse("") + finding(group, locale);
    }

    private Optional<String> loss(GroupHealth group, Locale locale) {
        return group.impact().loss().filter(_ -> group.impact().attention() == Attention.DATA_LOSS)
                .map(loss -> loss.lost() > 0
                        ? messages.getMessage("verdict.loss.deleted", new Object[]{loss.topic(), loss.lost()}, locale)
                        : messages.getMessage("verdict.loss.due", new Object[]{loss.topic(),
                            loss.deletedFrom().map(at -> left(group.observedAt(), at, locale)).orElse("-"),
                            loss.unreadShare()}, locale));
    }

    private String left(Instant now, Instant at, Locale locale) {
        return span(at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO, locale);
    }

    private String finding(GroupHealth group, Locale locale) {
        Finding finding = group.finding();
        OptionalInt members = group.membership().members();
        return messages.getMessage("verdict.why." + finding.why(), new Object[]{finding.partition().toString(),
            finding.lag().messages().orElse(0), finding.arrived(), span(finding.watched(), locale),
            members.isPresent() ? members.getAsInt() : 0, UTC.format(group.since()), group.topics().size()},
                locale);
    }

    /** That members come and go, and which; empty where they do not. */
    public Optional<String> churn(GroupHealth group, Locale locale) {
        return group.membership().churn().map(churn -> messages.getMessage(
                churn.client().isPresent() ? "verdict.churn.client" : "verdict.churn.rebalancing",
                new Object[]{churn.changes(), span(churn.watched(), locale),
                    churn.client().map(Client::toString).orElse("-"), churn.left(), churn.rebalancing()},
                locale));
    }

    /** About how old the oldest unread message is; from and to only where the bounds are far apart. */
    public String timeLag(TimeLag lag, Locale locale) {
        return lag.isWide()
                ? messages.getMessage("time-lag.between", new Object[]{span(lag.least(), locale),
                    span(lag.most().orElseThrow(), locale)}, locale)
                : timeLag(lag.estimate(), lag.isLowerBound(), locale);
    }

    public String timeLag(Duration estimate, boolean isLowerBound, Locale locale) {
        String span = span(estimate, locale);
        return isLowerBound ? messages.getMessage("time-lag.at-least", new Object[]{span}, locale) : span;
    }

    /** A duration as people say it, rounded down to less than 3 % of it: in one unit, or in two where one is too coarse. */
    public String span(Duration duration, Locale locale) {
        if (duration.compareTo(TWO_MINUTES) < 0) {
            return span("span.seconds", locale, duration.toSeconds());
        }
        if (duration.compareTo(TWO_HOURS) < 0) {
            return span("span.minutes", locale, duration.toMinutes());
        }
        if (duration.compareTo(TWO_DAYS) < 0) {
            return duration.toMinutesPart() == 0
                    ? span("span.hours", locale, duration.toHours())
                    : span("span.hours-minutes", locale, duration.toHours(), duration.toMinutesPart());
        }
        return duration.toHoursPart() == 0
                ? span("span.days", locale, duration.toDays())
                : span("span.days-hours", locale, duration.toDays(), duration.toHoursPart());
    }

    private String span(String key, Locale locale, Object... numbers) {
        return messages.getMessage(key, numbers, locale);
    }
}
