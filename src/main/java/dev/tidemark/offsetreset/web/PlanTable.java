package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.PlannedPartition;
import dev.tidemark.offsetreset.PlannedPartition.Effect;
import dev.tidemark.offsetreset.ResetMode;
import dev.tidemark.offsetreset.ResetPlan;
import dev.tidemark.web.Figure;
import dev.tidemark.web.Moment;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan ready to print: from where to where, and what that means for messages.
 *
 * @param targetKey the message that names the target, with {@code targetValue} in it
 * @param moment the time a target in time means; null for other targets
 * @param skipped null when nothing is skipped
 * @param replayed null when nothing is read again
 * @param leftOut how many partitions are not shown, of a plan too long for a page
 */
record PlanTable(String state, boolean wasActive, String targetKey, String targetValue, String modeKey,
        @Nullable Moment moment, @Nullable String skipped, @Nullable String replayed, boolean unknown,
        String unknownPartitions, Figure lagBefore, Figure lagAfter, String partitionCount, List<Warning> warnings,
        List<Topic> topics, boolean cut, String leftOut, String csv) {
    private static final int MOST_ROWS = 600;

    static PlanTable of(ResetPlan plan, Locale locale, Instant now) {
        NumberFormat number = NumberFormat.getIntegerInstance(locale);
        ResetPlan.Totals totals = plan.totals();
        List<Topic> topics = new ArrayList<>();
        int rows = 0;
        for (Map.Entry<String, List<PlannedPartition>> topic : plan.topics().entrySet()) {
            List<Row> shown = topic.getValue().stream().limit(Math.max(0, MOST_ROWS - rows))
                    .map(each -> Row.of(each, locale)).toList();
            rows += shown.size();
            if (!shown.isEmpty()) {
                topics.add(new Topic(topic.getKey(), shown));
            }
        }
        return new PlanTable(plan.state().label(),
                plan.warnings().stream().anyMatch(each -> each.kind() == ResetPlan.Warning.Kind.GROUP_ACTIVE),
                TargetWords.key(plan.target()), TargetWords.value(plan.target(), locale),
                plan.mode() == ResetMode.PINNED ? "mode.pinned" : "mode.resolved",
                plan.moment().map(at -> Moment.of(at, now)).orElse(null), positive(totals.skipped().orElse(0), number),
                positive(totals.replayed().orElse(0), number), totals.unknown() > 0, number.format(totals.unknown()),
                Figure.of(totals.lagBefore().messages(), locale, "unknown.nothing-known"),
                Figure.of(totals.lagAfter().messages(), locale, "unknown.resolved"),
                number.format(plan.partitions().size()),
                plan.warnings().stream().map(each -> Warning.of(each, number)).toList(), topics,
                rows < plan.partitions().size(), number.format(plan.partitions().size() - rows),
                "/reset-previews/" + plan.id() + "/offsets.csv");
    }

    private static @Nullable String positive(long messages, NumberFormat number) {
        return messages > 0 ? number.format(messages) : null;
    }

    /** A warning, and how many partitions it is about. */
    record Warning(String key, String partitions) {
        static Warning of(ResetPlan.Warning warning, NumberFormat number) {
            return new Warning("plan.warning." + warning.kind(), number.format(warning.partitions()));
        }
    }

    /** The rows of a topic. */
    record Topic(String name, List<Row> rows) {
    }

    /** One partition; {@code tone} is a hue beside the words, never instead of them. */
    record Row(String partition, Figure from, Figure to, Figure earliest, Figure logEnd, String effectKey, String tone,
            Figure messages, boolean clamped, boolean unchanged) {
        static Row of(PlannedPartition planned, Locale locale) {
            String effect = planned.effect().map(Effect::name).orElse("UNKNOWN");
            return new Row(Integer.toString(planned.partition().partition()),
                    Figure.of(planned.from(), locale, "unknown.not-committed"),
                    Figure.of(planned.to(), locale, "unknown.resolved"),
                    Figure.of(planned.earliest(), locale, "unknown.earliest"),
                    Figure.of(planned.logEnd(), locale, "unknown.no-log-end"), "effect." + effect, switch (effect) {
                        case "SKIP" -> "bad";
                        case "REPLAY" -> "warn";
                        default -> "quiet";
                    }, Figure.of(planned.messages(), locale, "unknown.resolved"), planned.clamped(),
                    !planned.isChange());
        }
    }
}
