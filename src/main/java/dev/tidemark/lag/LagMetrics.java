package dev.tidemark.lag;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What was seen of the groups as metrics, under the names and labels of kafka-lag-exporter, so that boards and alerts made
 * for it fit: {@code kafka_consumergroup_group_sum_lag}, {@code _group_max_lag_seconds}, and our verdict and members. A lag
 * that is not known has no series.
 */
@Component
class LagMetrics {
    /** A registry must not grow with whatever names clients invent; the rest is counted. */
    private static final int MOST_GROUPS = 10_000;

    private final List<Line> lines = new ArrayList<>();
    private volatile LagSnapshot shown = LagSnapshot.NOTHING_YET;

    LagMetrics(MeterRegistry meters, Clock clock) {
        line(meters, "kafka.consumergroup.group.sum.lag", "Messages to read, all partitions together",
                group -> group.lag().messages().stream().mapToDouble(lag -> lag).boxed());
        line(meters, "kafka.consumergroup.group.max.lag.seconds",
                "Age of the oldest unread message of the partition furthest behind, at least",
                group -> group.timeLag().map(lag -> lag.toMillis() / 1000.0).stream());
        line(meters, "kafka.consumergroup.members", "Members of the group",
                group -> group.members().stream().mapToDouble(members -> members).boxed());
        line(meters, "tidemark.consumergroup.verdict",
                "0 ok, 1 not enough data, 2 warning, 3 rewound, 4 stalled, 5 stopped",
                group -> Stream.of(number(group.verdict())));
        Gauge.builder("tidemark.lag.groups.dropped", () -> Math.max(0, shown.groups().size() - MOST_GROUPS))
                .description("Groups without metrics, because there are too many").register(meters);
        Gauge.builder("tidemark.lag.sweep.seconds", () -> shown.took().toMillis() / 1000.0)
                .description("How long the last sweep over all groups took").register(meters);
        Gauge.builder("tidemark.lag.sweep.age.seconds", () -> shown.sweptAt()
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0).orElse(Double.NaN))
                .description("How long ago the last sweep began").register(meters);
        Gauge.builder("tidemark.lag.sweep.failed", () -> shown.failed())
                .description("Groups and instances that the last sweep could not read").register(meters);
    }

    void show(LagSnapshot snapshot) {
        shown = snapshot;
        List<GroupTriage> some = snapshot.groups().stream().limit(MOST_GROUPS).toList();
        lines.forEach(line -> line.gauge().register(some.stream()
                .flatMap(group -> line.value()
                        .apply(group).<MultiGauge.Row<?>>map(value -> MultiGauge.Row.of(tags(group), value)))
                .toList(), true));
    }

    private void line(MeterRegistry meters, String name, String description,
            Function<GroupTriage, Stream<Double>> value) {
        lines.add(new Line(MultiGauge.builder(name).description(description).register(meters), value));
    }

    private static double number(Verdict verdict) {
        return switch (verdict) {
            case OK -> 0;
            case NOT_ENOUGH_DATA -> 1;
            case WARN -> 2;
            case REWIND -> 3;
            case STALL -> 4;
            case STOP -> 5;
        };
    }

    private static Tags tags(GroupTriage group) {
        return Tags.of("cluster_name", group.instance().value(), "group", group.group().value());
    }

    private record Line(MultiGauge gauge, Function<GroupTriage, Stream<Double>> value) {
    }
}
