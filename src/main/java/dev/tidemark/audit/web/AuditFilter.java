package dev.tidemark.audit.web;

import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditTrail.Query;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.webkit.Link;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to look for in the audit trail, as it is written in an address; times are UTC where they name no zone. */
record AuditFilter(String from, String to, String actor, String instance, String group, String action) {
    Query query(PageRequest page) {
        return new Query(List.of(), time("from", from), time("to", to), actor.strip(), instance.strip(), group.strip(),
                knownAction(), page.offset(), page.limit());
    }

    /** The same search elsewhere: another page of it, or as a file. */
    Link link(String path) {
        return Link.to(path).with("from", from).with("to", to).with("actor", actor).with("instance", instance)
                .with("group", group).with("action", action);
    }

    boolean isEmpty() {
        return (from + to + actor + instance + group + action).isBlank();
    }

    private String knownAction() {
        String wanted = action.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        if (!wanted.isEmpty() && Arrays.stream(Action.values()).noneMatch(each -> each.name().equals(wanted))) {
            throw InvalidInput.coded("action", "one-of",
                    String.join(", ", Arrays.stream(Action.values()).map(Enum::name).toList()));
        }
        return wanted;
    }

    private static Optional<Instant> time(String field, String text) {
        String wanted = text.strip();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(wanted).toInstant());
        } catch (DateTimeException _) {
            try {
                return Optional.of(wanted.contains("T")
                        ? LocalDateTime.parse(wanted).toInstant(ZoneOffset.UTC)
                        : LocalDate.parse(wanted).atStartOfDay().toInstant(ZoneOffset.UTC));
            } catch (DateTimeException _) {
                throw InvalidInput.coded(field, "date-or-time");
            }
        }
    }
}
