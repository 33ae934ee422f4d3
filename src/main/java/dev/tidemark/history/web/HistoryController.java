package dev.tidemark.history.web;

import dev.tidemark.access.Operator;
import dev.tidemark.history.History;
import dev.tidemark.history.HistoryService;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.webkit.Download;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The past of a group as a page, of which the group's own page shows a part, and as a file. */
@Controller
class HistoryController {
    // As many as a chart has room for.
    private static final int POINTS = 400;

    private final HistoryService history;
    private final InstanceService instances;
    private final HistoryMessages words;
    private final Clock clock;

    HistoryController(HistoryService history, InstanceService instances, HistoryMessages words, Clock clock) {
        this.history = history;
        this.instances = instances;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/instances/{id}/group/history")
    String show(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name,
            @RequestParam(defaultValue = "") String topic, @RequestParam(defaultValue = "1h") String range,
            Locale locale, Model model) {
        HistoryRange chosen = HistoryRange.parse(range);
        Instant now = clock.instant();
        GroupKey group = new GroupKey(id, name);
        History found = history.find(operator, group, topic, now.minus(chosen.length()), now, POINTS);
        model.addAttribute("page", HistoryPage.of(group, instances.nameOf(operator, id), topic, chosen, found, words,
                locale));
        return "history/history";
    }

    @GetMapping(path = "/instances/{id}/group/history.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> export(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name,
            @RequestParam(defaultValue = "") String topic, @RequestParam(defaultValue = "1h") String range) {
        Instant now = clock.instant();
        History found = history.find(operator, new GroupKey(id, name), topic,
                now.minus(HistoryRange.parse(range).length()), now, HistoryService.MOST_POINTS);
        return Download.csv(name.value() + "-lag-" + range + ".csv", HistoryFile.csv(found));
    }
}
