package dev.tidemark.triage.web;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.VerdictMessages;
import dev.tidemark.lag.lost.LostOffsets;
import dev.tidemark.triage.TriagePage;
import dev.tidemark.triage.TriageService;
import dev.tidemark.webkit.Download;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What is wrong with one group, since when, how far behind and whose it is: the head of its page, at no call. */
@Controller
class GroupHealthController {
    private final TriageService triage;
    private final LostOffsets lost;
    private final VerdictMessages words;
    private final Clock clock;

    GroupHealthController(TriageService triage, LostOffsets lost, VerdictMessages words, Clock clock) {
        this.triage = triage;
        this.lost = lost;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/instances/{id}/group/health")
    String show(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name, Locale locale,
            Model model) {
        Optional<TriagePage.Row> found = triage.find(operator, new GroupKey(id, name));
        model.addAttribute("page", GroupHealthPage.of(id, name, found.map(row -> TriageRow.of(row, words,
                operator.may(Permission.ACKNOWLEDGE, id, name), locale, clock.instant()))));
        return "triage/health";
    }

    /** The last offsets of a group that is gone, as the file that Kafka's own tool, and a reset, restores them from. */
    @GetMapping(path = "/instances/{id}/group/lost-offsets.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> lostOffsets(Operator operator, @PathVariable InstanceId id,
            @RequestParam ConsumerGroupId name) {
        return Download.csv(name.value() + ".csv", OffsetsCsv.write(lost.of(operator, new GroupKey(id, name))));
    }
}
