package dev.tidemark.triage.web;

import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.VerdictMessages;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.Finding.Why;
import dev.tidemark.lag.verdict.Rates;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.triage.Acknowledgement;
import dev.tidemark.triage.TriagePage;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Link;
import dev.tidemark.webkit.Moment;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One group.
 *
 * @param lostOffsets where the last offsets of a group that is gone are; null of any other
 * @param known null where its problem is not acknowledged
 * @param acknowledge where to do so; null where there is no problem, or no permission
 * @param observed when the group was last read
 */
record TriageRow(Name name, Judgement judgement, Figures figures, @Nullable String lostOffsets, @Nullable Known known,
        @Nullable String acknowledge,
        Moment observed) {
    // What is caught up has nothing to drain, and for an unknown rate there is no ETA.
    private static final Set<Why> UNDRAINED = EnumSet.of(Why.CATCHING_UP, Why.FALLS_BEHIND, Why.NO_MEMBERS,
            Why.LEFT_BEHIND, Why.ABANDONED, Why.DOES_NOT_MOVE, Why.WENT_BACK);

    static TriageRow of(TriagePage.Row row, VerdictMessages words, boolean mayAcknowledge, Locale locale, Instant now) {
        GroupHealth group = row.group();
        return new TriageRow(Name.of(group), Judgement.of(group, words, locale, now), Figures.of(group, words, locale),
                group.finding().why() == Why.GONE ? address("/instances/{id}/group/lost-offsets.csv", group) : null,
                row.acknowledgement().map(made -> Known.of(made, now)).orElse(null),
                mayAcknowledge && group.verdict() != Verdict.OK
                        ? address("/instances/{id}/acknowledgements/new", group)
                        : null,
                Moment.of(group.observedAt(), now));
    }

    private static String address(String path, GroupHealth group) {
        return Link.to(path, group.instance()).with("name", group.group().value()).toString();
    }

    /**
     * Which group, and whose.
     *
     * @param owner null where configuration says nothing
     */
    record Name(String group, String href, String instance, String instanceId, @Nullable String owner) {
        static Name of(GroupHealth group) {
            // Of a group that is gone CKafka has no page to show; what is kept of it is on that of its health.
            return new Name(group.group().value(),
                    address(group.verdict() == Verdict.LOST
                            ? "/instances/{id}/group/health"
                            : "/instances/{id}/group", group),
                    group.subject().instanceName(), group.instance().value(), group.subject().owner().orElse(null));
        }
    }

    /** The verdict on a group, why, and since when. */
    record Judgement(String key, String tone, String why, Moment since) {
        static Judgement of(GroupHealth group, VerdictMessages words, Locale locale, Instant now) {
            return new Judgement("verdict." + group.verdict(), VerdictFilter.tone(group.verdict()),
                    sentence(group, words, locale), Moment.of(group.since(), now));
        }
    }

    private static String sentence(GroupHealth group, VerdictMessages words, Locale locale) {
        String lag = words.why(group, locale);
        return words.churn(group, locale)
                .map(churn -> group.verdict() == Verdict.OK ? churn + " " + lag : lag + " " + churn).orElse(lag);
    }

    /**
     * The numbers of a group.
     *
     * @param timeLag null when nothing is known
     * @param atLeast whether time lag is a lower bound
     * @param drain null when it does not drain, or nothing is known
     * @param draining whether there is anything to drain
     * @param trend the points of a line in a box of 100 by 20; empty with fewer than two known samples
     */
    record Figures(Figure lag, @Nullable String timeLag, boolean atLeast, String rates, @Nullable String drain,
            boolean draining, Figure members, String trend) {
        static Figures of(GroupHealth group, VerdictMessages words, Locale locale) {
            NumberFormat rate = NumberFormat.getNumberInstance(locale);
            rate.setMaximumFractionDigits(1);
            Rates rates = group.rates();
            OptionalInt members = group.membership().members();
            return new Figures(Figure.of(group.lag().messages(), locale, "unknown.nothing-known"),
                    rates.timeLag().map(age -> words.timeLag(age, locale)).orElse(null),
                    rates.timeLag().filter(TimeLag::isLowerBound).isPresent(),
                    text(rates.produced(), rate) + " / " + text(rates.consumed(), rate),
                    rates.drain().map(left -> words.span(left, locale)).orElse(null),
                    UNDRAINED.contains(group.finding().why()),
                    members.isPresent()
                            ? Figure.of(members.getAsInt(), locale)
                            : new Figure("-", "unknown.unread"),
                    line(group.trend()));
        }

        private static String text(OptionalDouble rate, NumberFormat format) {
            return rate.isPresent() ? format.format(rate.getAsDouble()) : "-";
        }

        private static String line(List<Long> trend) {
            long most = Math.max(1, trend.stream().mapToLong(Long::longValue).max().orElse(1));
            List<Integer> known = IntStream.range(0, trend.size()).filter(i -> trend.get(i) >= 0).boxed().toList();
            return known.size() < 2
                    ? ""
                    : known.stream().map(i -> String.format(Locale.ROOT, "%.1f,%.1f",
                            100.0 * i / (trend.size() - 1), 19.0 - 18.0 * trend.get(i) / most))
                            .collect(Collectors.joining(" "));
        }
    }

    /** Who acknowledged a group's problem, why, and until when. */
    record Known(String by, String reason, Moment until) {
        static Known of(Acknowledgement made, Instant now) {
            return new Known(made.by(), made.reason(), Moment.of(made.until(), now));
        }
    }
}
