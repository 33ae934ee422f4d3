package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.PlanChange;
import dev.tidemark.web.Figure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that is no longer as the plan has it; {@code partition} is null when it is about the whole group. */
record ChangeRow(String key, @Nullable String partition, Figure before, Figure now) {
    static ChangeRow of(PlanChange change, Locale locale) {
        return new ChangeRow(key(change.kind()),
                change.partition().map(TopicPartition::toString).orElse(null),
                Figure.of(change.before(), locale, "unknown.not-committed"),
                Figure.of(change.now(), locale, "unknown.not-committed"));
    }

    static String key(PlanChange.Kind kind) {
        return "change." + kind;
    }
}
