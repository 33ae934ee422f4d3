package dev.tidemark.instance.web;

import dev.tidemark.access.Operator;
import dev.tidemark.instance.InstanceService;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of instances as a page. */
@Controller
class InstanceController {
    private final InstanceService instances;
    private final Clock clock;

    InstanceController(InstanceService instances, Clock clock) {
        this.instances = instances;
        this.clock = clock;
    }

    @GetMapping("/instances")
    String list(Operator operator, @RequestParam(defaultValue = "") String search, Locale locale, Model model) {
        model.addAttribute("page", InstancesPage.of(instances.list(operator), search.strip(), locale,
                clock.instant()));
        return "instance/list";
    }
}
