package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.PlanDrift;
import dev.tidemark.webkit.Figure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that is no longer as the plan has it; {@code partition} is null when it is about the whole group. */
public record DriftRow(String key, @Nullable String partition, Figure before, Figure now) {
    public static DriftRow of(PlanDrift change, Locale locale) {
        return new DriftRow(key(change.kind()),
                change.partition().map(TopicPartition::toString).orElse(null),
                Figure.of(change.before(), locale, "unknown.not-committed"),
                Figure.of(change.now(), locale, "unknown.not-committed"));
    }

    static String key(PlanDrift.Kind kind) {
        return "change." + kind;
    }
}
