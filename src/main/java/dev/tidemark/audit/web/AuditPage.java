package dev.tidemark.audit.web;

import dev.tidemark.audit.AuditEntry;
import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditTrail;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.Pager;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A page of the audit trail. */
record AuditPage(AuditFilter filter, boolean filtered, List<Choice> actions, List<Row> rows, Pager pager, String csv,
        String jsonLines) {
    private static final JsonMapper READABLE = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT).build();

    static AuditPage of(AuditFilter filter, PageRequest page, AuditTrail.Page found, Locale locale, Instant now) {
        return new AuditPage(filter, !filter.isEmpty(),
                Arrays.stream(Action.values()).map(action -> new Choice(action.name(), "audit.action." + action,
                        action.name().equals(filter.action()))).toList(),
                found.entries().stream().map(entry -> Row.of(entry, now)).toList(),
                Pager.of(page.offset(), page.limit(), found.entries().size(), found.total(), locale,
                        offset -> filter.link("/audit").with("offset", offset).toString()),
                filter.link("/audit/export").with("format", "csv").toString(),
                filter.link("/audit/export").with("format", "jsonl").toString());
    }

    /** One entry of the filter of actions. */
    record Choice(String value, String key, boolean chosen) {
    }

    /** One entry; {@code reset} is null when it belongs to none. */
    record Row(String seq, Moment at, String actor, String actionKey, String phaseKey, String tone, String instance,
            String group, @Nullable String reset, String detail) {
        static Row of(AuditEntry entry, Instant now) {
            AuditEvent event = entry.event();
            return new Row(Long.toString(entry.seq()), Moment.of(entry.at(), now), event.actor(),
                    "audit.action." + event.action(), "audit.phase." + event.phase(), switch (event.phase()) {
                        case DONE -> "good";
                        case ATTEMPTED -> "quiet";
                        case UNKNOWN, REFUSED -> "warn";
                        case FAILED, DENIED -> "bad";
                    }, event.instance().value(), event.group().value(),
                    event.reset().isPresent() ? Long.toString(event.reset().getAsLong()) : null,
                    READABLE.readTree(event.detail()).toPrettyString());
        }
    }
}
