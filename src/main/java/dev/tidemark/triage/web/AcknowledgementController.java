package dev.tidemark.triage.web;

import dev.tidemark.access.Operator;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.VerdictMessages;
import dev.tidemark.triage.AcknowledgementService;
import dev.tidemark.triage.TriageService;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form that acknowledges a group's problem. */
@Controller
class AcknowledgementController {
    private final AcknowledgementService acknowledgements;
    private final TriageService triage;
    private final InstanceService instances;
    private final VerdictMessages words;
    private final Clock clock;

    AcknowledgementController(AcknowledgementService acknowledgements, TriageService triage,
            InstanceService instances, VerdictMessages words, Clock clock) {
        this.acknowledgements = acknowledgements;
        this.triage = triage;
        this.instances = instances;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/instances/{id}/acknowledgements/new")
    String form(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name, Locale locale,
            Model model) {
        model.addAttribute("page", AcknowledgementPage.of(new GroupKey(id, name), instances.nameOf(operator, id),
                triage.find(operator, new GroupKey(id, name)), words, locale, clock.instant()));
        return "triage/acknowledge";
    }

    @PostMapping("/instances/{id}/acknowledgements")
    String acknowledge(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId group,
            @RequestParam(defaultValue = "") String duration, @RequestParam(defaultValue = "") String reason) {
        acknowledgements.acknowledge(operator, new GroupKey(id, group), IsoDurations.parse(duration), reason);
        // Where it is to be seen: among the others it has stepped aside, perhaps to another page.
        return "redirect:/?tab=acknowledged";
    }

    @PostMapping("/instances/{id}/acknowledgements/withdrawal")
    String withdraw(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId group) {
        acknowledgements.withdraw(operator, new GroupKey(id, group));
        return "redirect:/";
    }

    /** Where these forms are sent to is no page: to load it again shows what is acknowledged. */
    @GetMapping({"/instances/{id}/acknowledgements", "/instances/{id}/acknowledgements/withdrawal"})
    String acknowledged() {
        return "redirect:/?tab=acknowledged";
    }
}
