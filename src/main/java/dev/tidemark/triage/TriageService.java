package dev.tidemark.triage;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.LagMonitor;
import dev.tidemark.lag.LagSnapshot;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Answers from what was last seen of all groups; asks neither the cloud nor the database. */
@Service
public class TriageService {
    private final LagMonitor monitor;
    private final AcknowledgementService acknowledgements;
    private final Clock clock;

    TriageService(LagMonitor monitor, AcknowledgementService acknowledgements, Clock clock) {
        this.monitor = monitor;
        this.acknowledgements = acknowledgements;
        this.clock = clock;
    }

    public TriagePage find(Operator operator, TriageFilter filter, PageRequest page) {
        LagSnapshot now = monitor.snapshot();
        List<GroupHealth> visible = visible(operator, now).toList();
        NavigableSet<String> owners = new TreeSet<>();
        NavigableMap<InstanceId, String> instances = new TreeMap<>();
        visible.forEach(group -> {
            group.subject().owner().ifPresent(owners::add);
            instances.put(group.instance(), group.subject().instanceName());
        });
        List<TriagePage.Row> named = visible.stream().filter(filter::matchesName)
                .map(group -> new TriagePage.Row(group, acknowledgements.of(group)))
                .sorted(TriagePage.Row.STEPPED_ASIDE_LAST).toList();
        Map<TriageTab, Long> tabs = new EnumMap<>(TriageTab.class);
        for (TriageTab tab : TriageTab.values()) {
            tabs.put(tab, named.stream().filter(tab::has).count());
        }
        List<TriagePage.Row> inTab = named.stream().filter(filter.tab()::has).toList();
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        inTab.forEach(row -> counts.merge(row.group().verdict(), 1L, Long::sum));
        List<TriagePage.Row> matching = inTab.stream().filter(filter::matchesVerdict).toList();
        return new TriagePage(matching.size(), matching.stream().skip(page.offset()).limit(page.limit()).toList(), tabs,
                counts, owners, instances, now.sweptAt(), now.took(), now.failed());
    }

    /**
     * What is known of one group; empty when nothing is, or when the operator may not see it. The sweep reads it sooner from
     * now on.
     */
    public Optional<TriagePage.Row> find(Operator operator, GroupKey group) {
        Optional<GroupHealth> found = visible(operator, monitor.snapshot()).filter(each -> each.key().equals(group))
                .findFirst();
        found.ifPresent(_ -> monitor.lookedAt(group, clock.instant()));
        return found.map(each -> new TriagePage.Row(each, acknowledgements.of(each)));
    }

    // Thousands of groups share a few instances; each instance is asked about once.
    private static Stream<GroupHealth> visible(Operator operator, LagSnapshot now) {
        Map<InstanceId, Boolean> may = new HashMap<>();
        return now.groups().stream().filter(group -> may.computeIfAbsent(group.instance(),
                instance -> operator.may(Permission.VIEW_GROUPS, instance)));
    }
}
