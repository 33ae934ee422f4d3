package dev.tidemark.audit.jdbc;

import dev.tidemark.audit.AuditTrail.Query;
import dev.tidemark.kafka.IdPattern;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A query of the audit trail as the condition of a SELECT, and the values of its parameters in order. */
record AuditConditions(String sql, List<Object> values) {
    static AuditConditions of(Query query) {
        List<String> all = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        // Who may see nothing gets a condition that nothing meets.
        all.add(query.visible().stream().map(_ -> " or instance_id like ? escape '!'")
                .collect(Collectors.joining("", "(1 = 0", ")")));
        query.visible().stream().map(IdPattern::like).forEach(values::add);
        query.from().ifPresent(from -> {
            all.add("at >= ?");
            values.add(from.atOffset(ZoneOffset.UTC));
        });
        query.to().ifPresent(to -> {
            all.add("at < ?");
            values.add(to.atOffset(ZoneOffset.UTC));
        });
        exactly("actor", query.actor(), all, values);
        exactly("instance_id", query.instance(), all, values);
        exactly("action", query.action(), all, values);
        if (!query.group().isEmpty()) {
            all.add("group_id like ? escape '!'");
            values.add(new IdPattern("*" + query.group().replace("*", "") + "*").like());
        }
        return new AuditConditions(String.join(" and ", all), values);
    }

    private static void exactly(String column, String wanted, List<String> all, List<Object> values) {
        if (!wanted.isEmpty()) {
            all.add(column + " = ?");
            values.add(wanted);
        }
    }
}
