package dev.tidemark.offsetreset.web.preview;

import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.web.ResetLinks;
import dev.tidemark.offsetreset.web.TimeZones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.web.util.UriComponentsBuilder;

/** The address of the form as it led to a plan, so that a preview can be changed without filling it in again. */
final class FormLink {
    /** Longer addresses are refused by servers and proxies; then the form opens empty. */
    private static final int LONGEST = 6_000;
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private FormLink() {
    }

    /** With {@code zone} as the one in which a time is said; UTC where it is unknown. */
    static String of(ResetPlan plan, String zone) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("target", List.of(plan.target().scenario()));
        if (plan.target() instanceof ResetTarget.FromFile file) {
            values.put("csv", List.of(lines(plan, file)));
        } else {
            // All partitions by their numbers: the form shows them as the topic they are.
            values.put("scope",
                    plan.topics().entrySet().stream().map(topic -> topic.getKey() + topic.getValue().stream()
                            .map(each -> Integer.toString(each.partition().partition()))
                            .collect(Collectors.joining(",", ":", ""))).toList());
        }
        switch (plan.target()) {
            case ResetTarget.ShiftBy shift -> values.put("by", List.of(Long.toString(shift.by())));
            case ResetTarget.ToOffset to -> values.put("offset", List.of(Long.toString(to.offset())));
            case ResetTarget.ToDatetime to -> moment(values, to.datetime(), zone);
            case ResetTarget.ByDuration back when isWhole(back.duration(), ChronoUnit.MINUTES) ->
                duration(values, back.duration());
            case ResetTarget.ByDuration _ -> moment(values, plan.moment().orElse(plan.createdAt()), zone);
            case ResetTarget.ToEarliest _,ResetTarget.ToLatest _,ResetTarget.ToCurrent _,ResetTarget.FromFile _ -> {
            }
        }
        if (plan.mode() == ResetMode.RESOLVED) {
            values.put("mode", List.of("resolved"));
        }
        plan.overrideReason().ifPresent(reason -> values.put("overrideReason", List.of(reason)));
        String form = ResetLinks.form(plan.instance(), plan.group());
        String filled = with(form, values);
        return filled.length() > LONGEST ? form : filled;
    }

    private static String with(String form, Map<String, List<String>> values) {
        Map<String, Object> variables = new LinkedHashMap<>();
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        values.forEach((name, all) -> all.forEach(value -> {
            String variable = "v" + variables.size();
            query.queryParam(name, "{" + variable + "}");
            variables.put(variable, value);
        }));
        return form + "&" + query.encode().buildAndExpand(variables).getQuery();
    }

    private static String lines(ResetPlan plan, ResetTarget.FromFile file) {
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>(file.offsets());
        offsets.keySet().retainAll(plan.partitions().stream().map(PlannedPartition::partition)
                .collect(Collectors.toSet()));
        return OffsetsCsv.write(offsets);
    }

    private static void moment(Map<String, List<String>> values, Instant at, String zone) {
        String known = TimeZones.isKnown(zone) ? zone : TimeZones.UTC;
        values.put("target", List.of("to-datetime"));
        values.put("datetime", List.of(FIELD.format(at.atZone(ZoneId.of(known)))));
        values.put("zone", List.of(known));
    }

    private static void duration(Map<String, List<String>> values, Duration back) {
        ChronoUnit unit = back.isZero() || !isWhole(back, ChronoUnit.HOURS)
                ? ChronoUnit.MINUTES
                : isWhole(back, ChronoUnit.DAYS) ? ChronoUnit.DAYS : ChronoUnit.HOURS;
        values.put("amount", List.of(Long.toString(back.dividedBy(unit.getDuration()))));
        values.put("unit", List.of(unit.name().toLowerCase(Locale.ROOT)));
    }

    private static boolean isWhole(Duration duration, ChronoUnit unit) {
        return unit.getDuration().multipliedBy(duration.dividedBy(unit.getDuration())).equals(duration);
    }
}
