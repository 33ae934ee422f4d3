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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a table: from where to where, and what that means for messages.
 *
 * @param time null for a target that is no time
 */
public record PlanTable(TargetWords target, String modeKey, @Nullable Time time, LagChange lag,
        Consequences consequences, Warnings warnings, Partitions partitions, String csv) {
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
        ResetPlan.Totals totals = plan.totals();
        return new PlanTable(TargetWords.of(plan),
                plan.mode() == ResetMode.PINNED ? "mode.pinned" : "mode.resolved",
                plan.moment().map(at -> Time.of(at, zone, now)).orElse(null),
                new LagChange(Figure.of(totals.lagBefore().messages(), locale, "unknown.nothing-known"),
                        Figure.of(totals.lagAfter().messages(), locale, "unknown.resolved")),
                consequences, Warnings.of(plan, consequences.tense()), Partitions.of(plan, locale),
                "/reset-previews/" + plan.id() + "/offsets.csv");
    }

    /**
     * The time that the target means.
     *
     * @param zone in which it was chosen, UTC where that is not known; a script adds the reader's own
     * @param zoned the time in that zone; null where it is UTC
     */
    record Time(Moment moment, String zone, @Nullable String zoned) {
        static Time of(Instant at, String zone, Instant now) {
            return new Time(Moment.of(at, now), zone, zone.equals(TimeZones.UTC) ? null : LocalMoment.words(at, zone));
        }
    }

    /** The lag of all partitions of the plan. */
    record LagChange(Figure before, Figure after) {
    }

    /** What speaks against the plan; dangers are shown before all else. */
    record Warnings(List<Warning> dangers, List<Warning> others) {
        static Warnings of(ResetPlan plan, Tense tense) {
            Map<Boolean, List<Warning>> byDanger = plan.warnings().stream()
                    .filter(each -> tense == Tense.WILL || !AHEAD.contains(each.kind()))
                    .collect(Collectors.partitioningBy(each -> DANGERS.contains(each.kind()),
                            Collectors.mapping(each -> Warning.of(each, plan), Collectors.toList())));
            return new Warnings(byDanger.getOrDefault(true, List.of()), byDanger.getOrDefault(false, List.of()));
        }
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

    /**
     * The rows, as many as fit a page.
     *
     * @param count of the whole plan
     * @param timed whether the rows say when the messages around the target were written
     * @param leftOut how many partitions are not shown; null where all are
     */
    record Partitions(String count, boolean timed, List<Topic> topics, @Nullable String leftOut) {
        static Partitions of(ResetPlan plan, Locale locale) {
            NumberFormat number = NumberFormat.getIntegerInstance(locale);
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
            int all = plan.partitions().size();
            return new Partitions(number.format(all),
                    plan.partitions().stream().anyMatch(each -> each.evidence().isPresent()), topics,
                    rows < all ? number.format(all - rows) : null);
        }
    }

    /** The rows of a topic. */
    record Topic(String name, List<Row> rows) {
    }

    /**
     * One partition.
     *
     * @param bounds between which offsets the target lies; null unless it is known by them only
     * @param metadata what the commit carries and the reset erases; null for nothing
     */
    record Row(String partition, Figure from, Figure to, @Nullable Bounds bounds, boolean clamped, boolean unchanged,
            EffectWords effect, Log log, Written written, @Nullable String metadata) {
        static Row of(PlannedPartition planned, ResetPlan plan, Locale locale) {
            NumberFormat number = NumberFormat.getIntegerInstance(locale);
            return new Row(Integer.toString(planned.partition().partition()),
                    Figure.of(planned.from(), locale, "unknown.not-committed"),
                    Figure.of(planned.to(), locale, "unknown.resolved"),
                    planned.to().isPresent()
                            ? null
                            : planned.bounds().map(known -> Bounds.of(known, planned, number)).orElse(null),
                    planned.clamped(), !planned.isChange(), EffectWords.of(planned, plan, locale),
                    new Log(Figure.of(planned.earliest(), locale, "unknown.earliest"),
                            Figure.of(planned.logEnd(), locale, "unknown.no-log-end")),
                    Written.of(planned, plan, number), planned.isChange() ? planned.metadata().orElse(null) : null);
        }
    }

    /**
     * The offsets between which a target lies.
     *
     * @param exact whether both are the same
     * @param maxSkipped the most that can be skipped within them; null where that is not known
     */
    record Bounds(String lower, String upper, boolean exact, @Nullable String maxSkipped) {
        static Bounds of(OffsetBounds known, PlannedPartition planned, NumberFormat number) {
            return new Bounds(number.format(known.lower()), number.format(known.upper()), known.isExact(),
                    planned.maxSkipped().isPresent() ? number.format(planned.maxSkipped().getAsLong()) : null);
        }
    }

    /** Whether messages are skipped or read again, and how many; {@code tone} is a colour beside the words. */
    record EffectWords(String key, String tone, Figure messages) {
        static EffectWords of(PlannedPartition planned, ResetPlan plan, Locale locale) {
            String effect = planned.effect().map(Effect::name).orElse("UNKNOWN");
            boolean undo = plan.undoes().isPresent() && effect.equals("REPLAY");
            return new EffectWords("effect." + effect + (undo ? ".undo" : ""), switch (effect) {
                case "SKIP" -> "bad";
                case "REPLAY" -> "warn";
                default -> "quiet";
            }, Figure.of(planned.messages(), locale, "unknown.resolved"));
        }
    }

    /** Where the log of the partition begins and ends. */
    record Log(Figure earliest, Figure end) {
    }

    /**
     * When the messages around the target were written.
     *
     * @param beyond null where there is a message at or after the time
     * @param messageAt that of the message at the target; null where there is none or it was not asked for
     * @param previousMessageAt that of the message before it; null where there is none or it was not asked for
     */
    record Written(@Nullable Beyond beyond, @Nullable String messageAt, @Nullable String previousMessageAt) {
        static Written of(PlannedPartition planned, ResetPlan plan, NumberFormat number) {
            return new Written(planned.isBeyondLastMessage() ? Beyond.of(planned, plan, number) : null,
                    planned.evidence().flatMap(TimeEvidence::messageAt).map(Moment::utc).orElse(null),
                    planned.evidence().flatMap(TimeEvidence::previousMessageAt).map(Moment::utc).orElse(null));
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
