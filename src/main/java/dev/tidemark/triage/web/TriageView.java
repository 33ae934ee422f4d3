package dev.tidemark.triage.web;

import dev.tidemark.kafka.PageRequest;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.VerdictMessages;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.Finding.Why;
import dev.tidemark.lag.verdict.Rates;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.triage.Acknowledgement;
import dev.tidemark.triage.TriageFilter;
import dev.tidemark.triage.TriagePage;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Link;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.Pager;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The page of all watched groups, worst first.
 *
 * @param here the address of this page, which polls itself
 * @param acknowledged null where none is acknowledged and the filter does not ask for it
 * @param observed when the last sweep began; null before the first has ended
 * @param failed how many groups or instances it could not read
 */
record TriageView(String here, Filters filters, List<Count> counts, @Nullable Count acknowledged, List<Row> rows,
        Pager pager, @Nullable Moment observed, int failed) {
    // What is caught up has nothing to drain, and for an unknown rate there is no ETA.
    private static final Set<Why> UNDRAINED = EnumSet.of(Why.CATCHING_UP, Why.FALLS_BEHIND, Why.NO_MEMBERS,
            Why.LEFT_BEHIND, Why.DOES_NOT_MOVE, Why.WENT_BACK);

    static TriageView of(TriagePage found, TriageFilter filter, PageRequest page, VerdictMessages words,
            Predicate<GroupHealth> mayAcknowledge, Locale locale, Instant now) {
        String chosen = filter.verdicts().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
        NumberFormat number = NumberFormat.getIntegerInstance(locale);
        return new TriageView(address(filter, chosen, filter.acknowledged(), page.offset()),
                Filters.of(filter, chosen, found),
                Arrays.stream(Verdict.values()).map(verdict -> count(verdict, found, filter, chosen, number)).toList(),
                found.acknowledged() == 0 && !filter.acknowledged()
                        ? null
                        : new Count("triage.acknowledged", "quiet", number.format(found.acknowledged()), false,
                                address(filter, chosen, !filter.acknowledged(), 0), filter.acknowledged()),
                found.groups().stream()
                        .map(row -> Row.of(row, words, mayAcknowledge.test(row.group()), locale, now)).toList(),
                Pager.of(page.offset(), page.limit(), found.groups().size(), found.total(), locale,
                        offset -> address(filter, chosen, filter.acknowledged(), offset)),
                found.observedAt().map(at -> Moment.of(at, now)).orElse(null), found.failed());
    }

    private static Count count(Verdict verdict, TriagePage found, TriageFilter filter, String chosen,
            NumberFormat number) {
        long groups = found.counts().getOrDefault(verdict, 0L);
        boolean isChosen = chosen.equals(verdict.name());
        return new Count("verdict." + verdict, VerdictFilter.tone(verdict), number.format(groups), groups == 0,
                address(filter, isChosen ? "" : verdict.name(), filter.acknowledged(), 0), isChosen);
    }

    private static String address(TriageFilter filter, String verdict, boolean acknowledged, int offset) {
        return Link.to("/").with("verdict", verdict).with("instance", filter.instance()).with("owner", filter.owner())
                .with("search", filter.search()).with("acknowledged", acknowledged ? "true" : "")
                .with("offset", offset).toString();
    }

    /**
     * What the list is filtered by, and what it can be filtered by.
     *
     * @param verdict names between commas; empty for all
     * @param any whether the list is filtered at all
     */
    record Filters(String search, String instance, List<Place> instances, String owner, List<String> owners,
            String verdict, boolean onlyAcknowledged, boolean any) {
        static Filters of(TriageFilter filter, String verdict, TriagePage found) {
            return new Filters(filter.search(), filter.instance(),
                    found.instances().entrySet().stream()
                            .map(each -> new Place(each.getKey().value(), each.getValue())).toList(),
                    filter.owner(), List.copyOf(found.owners()), verdict, filter.acknowledged(),
                    !filter.equals(TriageFilter.none()));
        }
    }

    /** An instance that can be chosen. */
    record Place(String id, String name) {
    }

    /** How many groups have a verdict, and the page with only those. */
    record Count(String key, String tone, String groups, boolean none, String href, boolean chosen) {
    }

    /**
     * One group.
     *
     * @param known null where its problem is not acknowledged
     * @param acknowledge where to do so; null where there is no problem, or no permission
     */
    record Row(Name name, Judgement judgement, Figures figures, @Nullable Known known, @Nullable String acknowledge) {
        static Row of(TriagePage.Row row, VerdictMessages words, boolean mayAcknowledge, Locale locale, Instant now) {
            GroupHealth group = row.group();
            return new Row(Name.of(group), Judgement.of(group, words, locale, now), Figures.of(group, words, locale),
                    row.acknowledgement().map(made -> Known.of(made, now)).orElse(null),
                    mayAcknowledge && group.verdict() != Verdict.OK
                            ? address("/instances/{id}/acknowledgements/new", group)
                            : null);
        }

        private static String address(String path, GroupHealth group) {
            return Link.to(path, group.instance()).with("name", group.group().value()).toString();
        }
    }

    /**
     * Which group, and whose.
     *
     * @param owner null where configuration says nothing
     */
    record Name(String group, String href, String instance, String instanceId, @Nullable String owner) {
        static Name of(GroupHealth group) {
            return new Name(group.group().value(), Row.address("/instances/{id}/group", group),
                    group.subject().instanceName(), group.instance().value(), group.subject().owner().orElse(null));
        }
    }

    /** The verdict on a group, why, and since when. */
    record Judgement(String key, String tone, String why, Moment since) {
        static Judgement of(GroupHealth group, VerdictMessages words, Locale locale, Instant now) {
            return new Judgement("verdict." + group.verdict(), VerdictFilter.tone(group.verdict()),
                    words.why(group, locale), Moment.of(group.since(), now));
        }
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
