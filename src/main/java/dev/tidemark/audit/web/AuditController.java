package dev.tidemark.audit.web;

import dev.tidemark.access.Operator;
import dev.tidemark.audit.AuditService;
import dev.tidemark.kafka.PageRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit trail as a page, with its files, and whether its chain is whole. */
@Controller
class AuditController {
    private static final int ENTRIES_A_PAGE = 50;

    private final AuditService audit;
    private final AuditApi files;
    private final Clock clock;

    AuditController(AuditService audit, AuditApi files, Clock clock) {
        this.audit = audit;
        this.files = files;
        this.clock = clock;
    }

    @GetMapping("/audit")
    String list(Operator operator, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to, @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String instance, @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String action, @RequestParam(defaultValue = "0") int offset,
            Locale locale, Model model) {
        AuditFilter filter = new AuditFilter(from, to, actor, instance, group, action);
        PageRequest page = new PageRequest(offset, ENTRIES_A_PAGE);
        model.addAttribute("page", AuditPage.of(filter, page, audit.find(operator, filter.query(page)), locale,
                clock.instant()));
        return "audit/list";
    }

    /** For the session of a browser, which the address for programs does not take. */
    @GetMapping("/audit/export")
    void export(Operator operator, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to, @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String instance, @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String action, @RequestParam(defaultValue = "csv") String format,
            HttpServletResponse response) throws IOException {
        files.findAuditEntries(operator, from, to, actor, instance, group, action, 0, 1,
                format.equals("jsonl") ? format : "csv",
                response);
    }

    @GetMapping("/audit/verification")
    String verify(Operator operator, Model model) {
        model.addAttribute("page", AuditAnswers.Verification.of(audit.verify(operator)));
        return "audit/verification";
    }
}
