package dev.tidemark.triage.web;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.lag.VerdictMessages;
import dev.tidemark.triage.TriageFilter;
import dev.tidemark.triage.TriageService;
import dev.tidemark.triage.TriageTab;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The front page: which groups are in trouble, worst first. */
@Controller
class TriageController {
    private static final int GROUPS_A_PAGE = 25;

    private final TriageService triage;
    private final VerdictMessages words;
    private final Clock clock;

    TriageController(TriageService triage, VerdictMessages words, Clock clock) {
        this.triage = triage;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/")
    String show(Operator operator, @RequestParam(defaultValue = "") String instance,
            @RequestParam(defaultValue = "") String verdict, @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String tab,
            @RequestParam(defaultValue = "0") int offset, Locale locale, Model model) {
        // A search looks everywhere, unless a part is chosen.
        TriageFilter filter = new TriageFilter(instance.strip(), VerdictFilter.parse(verdict), owner, search.strip(),
                TabParameter.parse(tab).orElse(
                        search.isBlank() && verdict.isBlank() ? TriageTab.ATTENTION : TriageTab.ALL));
        PageRequest page = new PageRequest(offset, GROUPS_A_PAGE);
        model.addAttribute("page",
                TriageView.of(triage.find(operator, filter, page), filter, page, words,
                        group -> operator.may(Permission.ACKNOWLEDGE, group.instance(), group.group()), locale,
                        clock.instant()));
        return "triage/triage";
    }
}
