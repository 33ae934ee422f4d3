package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.plan.OffsetBounds;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.PlannedPartition.Effect;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetPlan.Warning.Kind;
import dev.tidemark.offsetreset.plan.TimeEvidence;
import dev.tidemark.offsetreset.web.Consequences.Tense;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Moment;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan ready to print: from where to where, and what that means for messages.
 *
 * @param moment the time a target in time means; null for other targets
 * @param zone in which it was chosen, UTC where that is not known; a script adds the reader's own
 * @param zoned the same in that zone; null where it is UTC
 * @param dangers warnings that are shown before all others
 * @param timed whether the rows say when the messages around the target were written
 * @param leftOut how many partitions are not shown, of a plan too long for a page
 */
public record PlanTable(String state, TargetWords target, String modeKey, @Nullable Moment moment,
        String zone, @Nullable String zoned,
        Consequences consequences, Figure lagBefore, Figure lagAfter, String partitionCount, List<Warning> dangers,
        List<Warning> warnings, boolean timed, List<Topic> topics, boolean cut, String leftOut, String csv) {
    private static final int MOST_ROWS = 600;
    /** What matters only as long as it has not happened. */
    private static final Set<Kind> AHEAD = EnumSet.of(Kind.GROUP_ACTIVE, Kind.PINNED_WHILE_ACTIVE,
            Kind.STATE_UNKNOWN, Kind.COMMITS_WITHOUT_MEMBERS, Kind.NOT_WATCHED, Kind.KAFKA_CONNECT,
            Kind.METADATA_ERASED, Kind.RESOLVED_LATER);
    /** What makes a reset impossible or wrong: said before the table, in red. */
    private static final Set<Kind> DANGERS = EnumSet.of(Kind.PINNED_WHILE_ACTIVE, Kind.STATE_UNKNOWN,
            Kind.COMMITS_WITHOUT_MEMBERS, Kind.KAFKA_STREAMS, Kind.OUTSIDE_BOUNDS, Kind.BEYOND_LAST_MESSAGE);

    /** A preview, with the zone in which its time was chosen. */
    public static PlanTable of(ResetPlan plan, String zone, Locale locale, Instant now) {
        return of(plan, Consequences.of(plan), TimeZones.isKnown(zone) ? zone : TimeZones.UTC, locale, now);
    }

    /** The plan of a request; of one that is over, what was to be known beforehand is left out. */
    public static PlanTable of(ResetRequest request, Locale locale, Instant now) {
        return of(request.plan(), Consequences.of(request), TimeZones.UTC, locale, now);
    }

    private static PlanTable of(ResetPlan plan, Consequences consequences, String zone, Locale locale,
            Instant now) {
        NumberFormat number = NumberFormat.getIntegerInstance(locale);
        ResetPlan.Totals totals = plan.totals();
        List<Topic> topics = new ArrayList<>();
        int rows = 0;
        for (Map.Entry<String, List<PlannedPartition>> topic : plan.topics().entrySet()) {
            List<Row> shown = topic.getValue().stream().limit(Math.max(0, MOST_ROWS - rows))
                    .map(each -> Row.of(each, plan, locale)).toList();
            rows += shown.size();
            if (!shown.isEmpty()) {
                topics.add(new Topic(topic.getKey(), shown));
            }
        }
        List<ResetPlan.Warning> warnings = plan.warnings().stream()
                .filter(each -> consequences.tense() == Tense.WILL || !AHEAD.contains(each.kind())).toList();
        return new PlanTable(plan.state().label(), TargetWords.of(plan),
                plan.mode() == ResetMode.PINNED ? "mode.pinned" : "mode.resolved",
                plan.moment().map(at -> Moment.of(at, now)).orElse(null), zone,
                plan.moment().filter(_ -> !zone.equals(TimeZones.UTC)).map(at -> LocalMoment.words(at, zone))
                        .orElse(null),
                consequences,
                Figure.of(totals.lagBefore().messages(), locale, "unknown.nothing-known"),
                Figure.of(totals.lagAfter().messages(), locale, "unknown.resolved"),
                number.format(plan.partitions().size()),
                warnings.stream().filter(each -> DANGERS.contains(each.kind()))
                        .map(each -> Warning.of(each, plan)).toList(),
                warnings.stream().filter(each -> !DANGERS.contains(each.kind()))
                        .map(each -> Warning.of(each, plan)).toList(),
                plan.partitions().stream().anyMatch(each -> each.evidence().isPresent()), topics,
                rows < plan.partitions().size(), number.format(plan.partitions().size() - rows),
                "/reset-previews/" + plan.id() + "/offsets.csv");
    }

    /**
     * A warning, and how many partitions it is about.
     *
     * @param at the time that the target means; empty for other targets
     * @param skipped messages that are skipped because none was written at or after that time
     */
    record Warning(String key, long partitions, String at, long skipped) {
        static Warning of(ResetPlan.Warning warning, ResetPlan plan) {
            return new Warning("plan.warning." + warning.kind(), warning.partitions(),
                    plan.moment().map(Moment::utc).orElse(""),
                    plan.partitions().stream().filter(PlannedPartition::isBeyondLastMessage)
                            .mapToLong(each -> each.maxSkipped().orElse(0)).sum());
        }
    }

    /** The rows of a topic. */
    record Topic(String name, List<Row> rows) {
    }

    /**
     * One partition; {@code tone} is a hue beside the words, never instead of them.
     *
     * @param lower null unless the target is known by its bounds only
     * @param exact whether both bounds are the same
     * @param maxSkipped the most that can be skipped within the bounds; null without them
     * @param beyond null where there is a message at or after the time
     * @param messageAt when the message at the target was written; null where there is none or it was not asked for
     * @param metadata what the commit carries and the reset erases; null for nothing
     */
    record Row(String partition, Figure from, Figure to, @Nullable String lower, @Nullable String upper,
            boolean exact, @Nullable String maxSkipped, Figure earliest, Figure logEnd, String effectKey, String tone,
            Figure messages,
            boolean clamped, boolean unchanged, @Nullable Beyond beyond,
            @Nullable String messageAt,
            @Nullable String previousMessageAt, @Nullable String metadata) {
        static Row of(PlannedPartition planned, ResetPlan plan, Locale locale) {
            boolean undo = plan.undoes().isPresent();
            NumberFormat number = NumberFormat.getIntegerInstance(locale);
            Optional<OffsetBounds> bounds = planned.to().isPresent() ? Optional.empty() : planned.bounds();
            String effect = planned.effect().map(Effect::name).orElse("UNKNOWN");
            return new Row(Integer.toString(planned.partition().partition()),
                    Figure.of(planned.from(), locale, "unknown.not-committed"),
                    Figure.of(planned.to(), locale, "unknown.resolved"),
                    bounds.map(known -> number.format(known.lower())).orElse(null),
                    bounds.map(known -> number.format(known.upper())).orElse(null),
                    bounds.filter(OffsetBounds::isExact).isPresent(),
                    bounds.isPresent() && planned.maxSkipped().isPresent()
                            ? number.format(planned.maxSkipped().getAsLong())
                            : null,
                    Figure.of(planned.earliest(), locale, "unknown.earliest"),
                    Figure.of(planned.logEnd(), locale, "unknown.no-log-end"),
                    "effect." + effect + (undo && effect.equals("REPLAY") ? ".undo" : ""), switch (effect) {
                        case "SKIP" -> "bad";
                        case "REPLAY" -> "warn";
                        default -> "quiet";
                    }, Figure.of(planned.messages(), locale, "unknown.resolved"), planned.clamped(),
                    !planned.isChange(), planned.isBeyondLastMessage() ? Beyond.of(planned, plan, number) : null,
                    planned.evidence().flatMap(TimeEvidence::messageAt).map(Moment::utc).orElse(null),
                    planned.evidence().flatMap(TimeEvidence::previousMessageAt).map(Moment::utc).orElse(null),
                    planned.isChange() ? planned.metadata().orElse(null) : null);
        }
    }

    /** That no message was written at or after a time, and how many are skipped for that; {@code skipped} null for none. */
    record Beyond(String at, @Nullable String skipped) {
        static Beyond of(PlannedPartition planned, ResetPlan plan, NumberFormat number) {
            long skipped = planned.maxSkipped().orElse(0);
            return new Beyond(plan.moment().map(Moment::utc).orElse(""), skipped == 0 ? null : number.format(skipped));
        }
    }
}
