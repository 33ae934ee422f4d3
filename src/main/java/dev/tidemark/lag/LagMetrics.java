package dev.tidemark.lag;

import dev.tidemark.kafka.GroupKey;
import dev.tidemark.lag.LagMonitor.PartitionSample;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.PartitionSamples;
import dev.tidemark.lag.verdict.Verdict;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What was seen of the groups as metrics, under the names and labels of kafka-lag-exporter, so that boards and alerts made
 * for it fit. A lag that is not known has no series. Only the replica that sweeps has series of groups, so that nothing is
 * counted twice.
 */
@Component
class LagMetrics {
    // A registry must not grow with whatever names clients invent; the rest is counted.
    private static final int MOST_GROUPS = 10_000;
    private static final int MOST_TOPICS = 50_000;
    private static final int MOST_PARTITIONS = 200_000;

    private final LagMonitor monitor;
    private final MeterRegistry meters;
    private final List<Line<GroupHealth>> groups;
    private final List<Line<TopicSample>> topics;
    private final List<Line<PartitionSample>> partitions;
    private volatile Dropped dropped = new Dropped(0, 0, 0);

    LagMetrics(MeterRegistry meters, LagMonitor monitor, LagProperties properties, Clock clock) {
        this.meters = meters;
        this.monitor = monitor;
        this.groups = List.of(
                line("kafka.consumergroup.group.sum.lag", "Messages to read, all partitions together",
                        group -> optional(group.lag().messages())),
                line("kafka.consumergroup.group.max.lag.seconds",
                        "Age of the oldest unread message of the partition furthest behind, at least",
                        group -> seconds(group.rates().timeLag().map(TimeLag::estimate))),
                line("kafka.consumergroup.members", "Members of the group",
                        group -> group.membership().members().isPresent()
                                ? OptionalDouble.of(group.membership().members().getAsInt())
                                : OptionalDouble.empty()),
                line("tidemark.consumergroup.verdict",
                        "-1 abandoned, 0 ok, 1 not enough data, 2 warning, 3 rewound, 4 stalled, 5 stopped, 6 lost",
                        group -> OptionalDouble.of(number(group.verdict()))));
        this.topics = List.of(
                line("kafka.consumergroup.group.topic.sum.lag", "Messages to read of one topic",
                        sample -> optional(sample.topic().lag().messages())));
        this.partitions = properties.partitionMetrics()
                ? List.of(
                        line("kafka.consumergroup.group.offset", "Committed offset",
                                sample -> known(sample.history().committed(sample.history().size() - 1))),
                        line("kafka.partition.latest.offset", "Log end offset as the group's sweep saw it",
                                sample -> known(sample.history().logEnd(sample.history().size() - 1))),
                        line("kafka.consumergroup.group.lag", "Messages to read of one partition",
                                sample -> optional(sample.history().lagNow().messages())),
                        line("kafka.consumergroup.group.lag.seconds",
                                "Age of the oldest unread message of one partition, at least",
                                sample -> seconds(sample.timeLag().map(TimeLag::estimate))))
                : List.of();
        dropped("groups", Dropped::groups);
        dropped("topics", Dropped::topics);
        dropped("partitions", Dropped::partitions);
        gauge("tidemark.lag.sweep.seconds", "How long the last sweep took",
                shown -> shown.took().toMillis() / 1000.0);
        gauge("tidemark.lag.sweep.age.seconds", "How long ago the last sweep began", shown -> shown.sweptAt()
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0).orElse(Double.NaN));
        gauge("tidemark.lag.sweep.failed", "Groups and instances that did not answer when they were last asked",
                shown -> (double) shown.failed());
        gauge("tidemark.lag.sweep.oldest.seconds", "Age of the figures of the group that was read longest ago",
                shown -> shown.groups().stream().map(GroupHealth::observedAt).min(Comparator.naturalOrder())
                        .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0).orElse(Double.NaN));
    }

    @EventListener
    void show(SweepEnded sweep) {
        List<GroupHealth> all = sweep.snapshot().groups();
        List<TopicSample> everyTopic = all.stream()
                .flatMap(group -> group.topics().stream().map(topic -> new TopicSample(group.key(), topic))).toList();
        List<PartitionSample> everyPartition = partitions.isEmpty() ? List.of() : monitor.partitions().toList();
        show(groups, all, MOST_GROUPS, group -> tags(group.key()));
        show(topics, everyTopic, MOST_TOPICS, sample -> tags(sample.group()).and("topic", sample.topic().topic()));
        show(partitions, everyPartition, MOST_PARTITIONS,
                sample -> tags(sample.group()).and("topic", sample.partition().topic(), "partition",
                        Integer.toString(sample.partition().partition())));
        dropped = new Dropped(Math.max(0, all.size() - MOST_GROUPS), Math.max(0, everyTopic.size() - MOST_TOPICS),
                Math.max(0, everyPartition.size() - MOST_PARTITIONS));
    }

    /** Another replica has the series from now on. */
    void forget() {
        show(groups, List.of(), 0, _ -> Tags.empty());
        show(topics, List.of(), 0, _ -> Tags.empty());
        show(partitions, List.of(), 0, _ -> Tags.empty());
    }

    private static <T> void show(List<Line<T>> lines, List<T> samples, int most, Function<T, Tags> tags) {
        lines.forEach(line -> line.gauge().register(samples.stream().limit(most).flatMap(sample -> {
            OptionalDouble value = line.value().apply(sample);
            return value.isPresent()
                    ? Stream.<MultiGauge.Row<?>>of(MultiGauge.Row.of(tags.apply(sample), value.getAsDouble()))
                    : Stream.empty();
        }).toList(), true));
    }

    private <T> Line<T> line(String name, String description, Function<T, OptionalDouble> value) {
        return new Line<>(MultiGauge.builder(name).description(description).register(meters), value);
    }

    private void dropped(String what, Function<Dropped, Integer> count) {
        Gauge.builder("tidemark.lag.series.dropped", () -> count.apply(dropped)).tag("of", what)
                .description("Groups, topics or partitions without series, because there are too many")
                .register(meters);
    }

    private void gauge(String name, String description, Function<LagSnapshot, Double> value) {
        Gauge.builder(name, () -> value.apply(monitor.snapshot())).description(description).register(meters);
    }

    private static double number(Verdict verdict) {
        return switch (verdict) {
            case ABANDONED -> -1;
            case OK -> 0;
            case NOT_ENOUGH_DATA -> 1;
            case WARN -> 2;
            case REWIND -> 3;
            case STALL -> 4;
            case STOP -> 5;
            case LOST -> 6;
        };
    }

    private static Tags tags(GroupKey group) {
        return Tags.of("cluster_name", group.instance().value(), "group", group.group().value());
    }

    private static OptionalDouble optional(OptionalLong number) {
        return number.isPresent() ? OptionalDouble.of((double) number.getAsLong()) : OptionalDouble.empty();
    }

    private static OptionalDouble known(long number) {
        return number == PartitionSamples.NONE ? OptionalDouble.empty() : OptionalDouble.of((double) number);
    }

    private static OptionalDouble seconds(Optional<Duration> span) {
        return span.map(some -> OptionalDouble.of(some.toMillis() / 1000.0)).orElse(OptionalDouble.empty());
    }

    private record Line<T>(MultiGauge gauge, Function<T, OptionalDouble> value) {
    }

    private record TopicSample(GroupKey group, GroupHealth.TopicLag topic) {
    }

    private record Dropped(int groups, int topics, int partitions) {
    }
}
