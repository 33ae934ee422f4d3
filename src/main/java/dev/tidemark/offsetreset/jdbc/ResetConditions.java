package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.kafka.IdPattern;
import dev.tidemark.offsetreset.ResetStore.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A query of resets as the condition of a SELECT, and the values of its parameters in order. */
record ResetConditions(String sql, List<Object> values) {
    static ResetConditions of(Query query) {
        List<String> all = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        // Who may see nothing gets a condition that nothing meets.
        all.add(query.visible().stream().map(_ -> " or instance_id like ? escape '!'")
                .collect(Collectors.joining("", "(1 = 0", ")")));
        query.visible().stream().map(IdPattern::like).forEach(values::add);
        if (!query.statuses().isEmpty()) {
            all.add(query.statuses().stream().sorted().map(_ -> "?").collect(Collectors.joining(", ", "status in (",
                    ")")));
            query.statuses().stream().sorted().map(Enum::name).forEach(values::add);
        }
        query.instance().ifPresent(instance -> {
            all.add("instance_id = ?");
            values.add(instance.value());
        });
        query.group().ifPresent(group -> {
            all.add("group_id = ?");
            values.add(group.value());
        });
        if (!query.person().isEmpty()) {
            all.add("participants like ? escape '!'");
            String name = query.person().replace("!", "!!").replace("%", "!%").replace("_", "!_");
            values.add("%\n" + name + "\n%");
        }
        return new ResetConditions(String.join(" and ", all), values);
    }
}
