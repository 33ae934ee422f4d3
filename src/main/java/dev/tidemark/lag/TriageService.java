package dev.tidemark.lag;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.kafka.PageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Answers from what was last seen of all groups; never asks the cloud. */
@Service
public class TriageService {
    private final LagMonitor monitor;

    TriageService(LagMonitor monitor) {
        this.monitor = monitor;
    }

    public Triage find(Operator operator, TriageFilter filter, PageRequest page) {
        LagSnapshot now = monitor.snapshot();
        List<GroupTriage> visible = now.groups().stream()
                .filter(group -> operator.may(Permission.VIEW_GROUPS, group.instance())).toList();
        List<GroupTriage> named = visible.stream().filter(filter::matchesName).toList();
        Map<Verdict, Long> counts = Arrays.stream(Verdict.values())
                .collect(Collectors.toMap(Function.identity(), verdict -> named.stream()
                        .filter(group -> group.verdict() == verdict).count()));
        List<GroupTriage> matching = named.stream().filter(filter::matchesVerdict).toList();
        return new Triage(matching.size(), matching.stream().skip(page.offset()).limit(page.limit()).toList(), counts,
                now.sweptAt(), now.took(), now.failed());
    }
}
