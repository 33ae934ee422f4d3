package dev.tidemark.triage.web;

import dev.tidemark.kafka.PageRequest;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.VerdictMessages;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.triage.TriageFilter;
import dev.tidemark.triage.TriagePage;
import dev.tidemark.triage.TriageTab;
import dev.tidemark.webkit.Link;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.Pager;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page of the watched groups, worst first.
 *
 * @param here the address of this page, which polls itself
 * @param verdicts of the groups in the tab that is shown, those that occur
 * @param observed when the last sweep began; null before the first has ended
 * @param failed how many groups or instances it could not read
 */
record TriageView(String here, Filters filters, List<Count> tabs, List<Count> verdicts, List<TriageRow> rows,
        Pager pager, @Nullable Moment observed, int failed) {
    static TriageView of(TriagePage found, TriageFilter filter, PageRequest page, VerdictMessages words,
            Predicate<GroupHealth> mayAcknowledge, Locale locale, Instant now) {
        String chosen = filter.verdicts().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
        NumberFormat number = NumberFormat.getIntegerInstance(locale);
        return new TriageView(address(filter, filter.tab(), chosen, page.offset()), Filters.of(filter, chosen, found),
                Arrays.stream(TriageTab.values()).map(tab -> tab(tab, found, filter, number)).toList(),
                Arrays.stream(Verdict.values())
                        .filter(each -> found.counts().containsKey(each) || filter.verdicts().contains(each))
                        .map(verdict -> count(verdict, found, filter, chosen, number)).toList(),
                found.groups().stream()
                        .map(row -> TriageRow.of(row, words, mayAcknowledge.test(row.group()), locale, now)).toList(),
                Pager.of(page.offset(), page.limit(), found.groups().size(), found.total(), locale,
                        offset -> address(filter, filter.tab(), chosen, offset)),
                found.observedAt().map(at -> Moment.of(at, now)).orElse(null), found.failed());
    }

    private static Count tab(TriageTab tab, TriagePage found, TriageFilter filter, NumberFormat number) {
        long groups = found.tabs().getOrDefault(tab, 0L);
        return new Count("triage.tab." + tab, tab == TriageTab.ATTENTION ? "bad" : "quiet", number.format(groups),
                groups == 0, address(filter, tab, "", 0), tab == filter.tab());
    }

    private static Count count(Verdict verdict, TriagePage found, TriageFilter filter, String chosen,
            NumberFormat number) {
        long groups = found.counts().getOrDefault(verdict, 0L);
        boolean isChosen = chosen.equals(verdict.name());
        return new Count("verdict." + verdict, VerdictFilter.tone(verdict), number.format(groups), groups == 0,
                address(filter, filter.tab(), isChosen ? "" : verdict.name(), 0), isChosen);
    }

    private static String address(TriageFilter filter, TriageTab tab, String verdict, int offset) {
        return Link.to("/").with("tab", TabParameter.of(tab)).with("verdict", verdict)
                .with("instance", filter.instance()).with("owner", filter.owner()).with("search", filter.search())
                .with("offset", offset).toString();
    }

    /**
     * What the list is filtered by, and what it can be filtered by.
     *
     * @param verdict names between commas; empty for all
     * @param any whether the tab is filtered at all
     */
    record Filters(String search, String instance, List<Place> instances, String owner, List<String> owners,
            String verdict, String tab, boolean any) {
        static Filters of(TriageFilter filter, String verdict, TriagePage found) {
            return new Filters(filter.search(), filter.instance(),
                    found.instances().entrySet().stream()
                            .map(each -> new Place(each.getKey().value(), each.getValue())).toList(),
                    filter.owner(), List.copyOf(found.owners()), verdict, TabParameter.of(filter.tab()),
                    !filter.within(TriageTab.ALL).equals(TriageFilter.none()));
        }
    }

    /** An instance that can be chosen. */
    record Place(String id, String name) {
    }

    /** How many groups a tab has, or a verdict, and the page with only those. */
    record Count(String key, String tone, String groups, boolean none, String href, boolean chosen) {
    }
}
