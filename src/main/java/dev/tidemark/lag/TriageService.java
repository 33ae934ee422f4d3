package dev.tidemark.lag;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
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

    TriageService(LagMonitor monitor, AcknowledgementService acknowledgements) {
        this.monitor = monitor;
        this.acknowledgements = acknowledgements;
    }

    public Triage find(Operator operator, TriageFilter filter, PageRequest page) {
        LagSnapshot now = monitor.snapshot();
        List<GroupTriage> visible = visible(operator, now).toList();
        NavigableSet<String> owners = new TreeSet<>();
        NavigableMap<InstanceId, String> instances = new TreeMap<>();
        visible.forEach(group -> {
            group.owner().ifPresent(owners::add);
            instances.put(group.instance(), group.instanceName());
        });
        List<Triage.Row> named = visible.stream().filter(filter::matchesName)
                .map(group -> new Triage.Row(group, acknowledgements.of(group)))
                .sorted(Triage.Row.STEPPED_ASIDE_LAST).toList();
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        named.stream().filter(row -> row.acknowledgement().isEmpty())
                .forEach(row -> counts.merge(row.group().verdict(), 1L, Long::sum));
        List<Triage.Row> matching = named.stream().filter(filter::matchesVerdict).toList();
        return new Triage(matching.size(), matching.stream().skip(page.offset()).limit(page.limit()).toList(), counts,
                named.stream().filter(row -> row.acknowledgement().isPresent()).count(), owners, instances,
                now.sweptAt(),
                now.took(), now.failed());
    }

    /** What is known of one group; empty when nothing is, or when the operator may not see it. */
    public Optional<Triage.Row> find(Operator operator, GroupKey group) {
        return visible(operator, monitor.snapshot()).filter(each -> each.key().equals(group)).findFirst()
                .map(each -> new Triage.Row(each, acknowledgements.of(each)));
    }

    // Thousands of groups share a few instances; each instance is asked about once.
    private static Stream<GroupTriage> visible(Operator operator, LagSnapshot now) {
        Map<InstanceId, Boolean> may = new HashMap<>();
        return now.groups().stream().filter(group -> may.computeIfAbsent(group.instance(),
                instance -> operator.may(Permission.VIEW_GROUPS, instance)));
    }
}
