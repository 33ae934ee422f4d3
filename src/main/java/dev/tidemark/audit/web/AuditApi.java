package dev.tidemark.audit.web;

import dev.tidemark.access.Operator;
import dev.tidemark.audit.AuditService;
import dev.tidemark.audit.AuditTrail.Query;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.PageRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What was done and by whom, each entry hashed together with the one before. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditApi {
    private final AuditService audit;
    private final JsonMapper json;

    AuditApi(AuditService audit, JsonMapper json) {
        this.audit = audit;
        this.json = json;
    }

    /**
     * Searches the audit trail, newest first. A page of it as JSON, or all that matches as CSV or JSON Lines.
     *
     * @param from the begin; in UTC where it names no offset
     * @param to the end; in UTC where it names no offset
     * @param actor the name of a person
     * @param instance the id of one instance
     * @param group the name of one consumer group
     * @param action one action, such as {@code EXECUTE_RESET}
     * @param offset how many entries to skip
     * @param limit how many entries to return at most, 1 to 50
     * @param format {@code json} for a page; {@code csv} or {@code jsonl} for all that matches
     */
    @GetMapping
    AuditAnswers.@Nullable Listing findAuditEntries(Operator operator, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to, @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String instance, @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String action, @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit, @RequestParam(defaultValue = "json") String format,
            HttpServletResponse response) throws IOException {
        Query query = new AuditFilter(from, to, actor, instance, group, action).query(new PageRequest(offset, limit));
        switch (format) {
            case "json" -> {
                return AuditAnswers.Listing.of(audit.find(operator, query));
            }
            case "csv" -> {
                // Asked for its first page, so that who may not read it is told before the file begins.
                audit.find(operator, query);
                attach(response, "text/csv;charset=UTF-8", "audit.csv");
                AuditFile.csv(response.getOutputStream(), reader -> audit.each(operator, query, reader));
            }
            case "jsonl" -> {
                audit.find(operator, query);
                attach(response, "application/jsonl;charset=UTF-8", "audit.jsonl");
                AuditFile.jsonLines(response.getOutputStream(), json, reader -> audit.each(operator, query, reader));
            }
            default -> throw InvalidInput.coded("format", "one-of", "json, jsonl, csv");
        }
        return null;
    }

    /** Verifies the integrity of the audit trail: whether every entry still has the hash it was given. */
    @GetMapping("/verification")
    AuditAnswers.Verification verifyAuditTrail(Operator operator) {
        return AuditAnswers.Verification.of(audit.verify(operator));
    }

    private static void attach(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }
}
