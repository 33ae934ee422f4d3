package dev.tidemark.lag;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupWindow.Point;
import dev.tidemark.offsetreset.ResetFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Remembers the last samples of every group, and judges each group anew when one is added. */
@Component
class LagMonitor {
    private final LagProperties properties;
    private final LagMetrics metrics;
    private final Map<GroupKey, Watched> groups = new ConcurrentHashMap<>();
    private volatile LagSnapshot snapshot = LagSnapshot.NOTHING_YET;

    LagMonitor(LagProperties properties, LagMetrics metrics) {
        this.properties = properties;
        this.metrics = metrics;
    }

    LagSnapshot snapshot() {
        return snapshot;
    }

    /** Adds a sample: all the offsets of a group as they were read, and who was in it. */
    void add(KafkaInstance instance, GroupListing.Entry group, List<GroupOffsets.Topic> offsets, Instant at) {
        Watched watched = groups.computeIfAbsent(new GroupKey(instance.id(), group.group()), _ -> new Watched());
        synchronized (watched) {
            watched.window.add(at, points(offsets));
            watched.last = Optional.of(judge(instance, group, watched, at));
        }
    }

    /** What every sweep ends with: groups that are gone are forgotten, and readers get the new picture. */
    void publish(Set<GroupKey> alive, Instant sweptAt, Duration took, int failed) {
        groups.keySet().retainAll(alive);
        snapshot = new LagSnapshot(groups.values().stream().flatMap(watched -> watched.last.stream()).toList(),
                Optional.of(sweptAt), took, failed);
        metrics.show(snapshot);
    }

    Set<GroupKey> known() {
        return Set.copyOf(groups.keySet());
    }

    /** A reset is no rewind: what was seen of its topics before says nothing about what comes. */
    @EventListener
    void forget(ResetFinished reset) {
        Watched watched = groups.get(new GroupKey(reset.instance(), reset.group()));
        if (watched != null) {
            synchronized (watched) {
                watched.window.forget(reset.topics());
            }
        }
    }

    private static Map<TopicPartition, Point> points(List<GroupOffsets.Topic> offsets) {
        Map<TopicPartition, Point> points = new HashMap<>();
        offsets.forEach(topic -> topic.partitions().forEach(row -> row.logEndOffset()
                .ifPresent(end -> points.put(new TopicPartition(topic.name(), row.partition()),
                        new Point(row.committedOffset().orElse(PartitionHistory.NONE), end)))));
        return points;
    }

    private GroupTriage judge(KafkaInstance instance, GroupListing.Entry group, Watched watched, Instant at) {
        boolean hasMembers = group.members().orElse(0) > 0;
        List<Finding> findings = new ArrayList<>();
        List<Pace> paces = new ArrayList<>();
        List<Lag> lags = new ArrayList<>();
        for (TopicPartition partition : watched.window.partitions()) {
            PartitionHistory seen = watched.window.history(partition);
            findings.add(VerdictRules.judge(partition, seen, hasMembers, properties.allowedLag()));
            paces.add(Pace.of(seen));
            lags.add(seen.size() == 0 || seen.lagNow() == PartitionHistory.NONE
                    ? Lag.unknown()
                    : Lag.of(seen.lagNow()));
        }
        Finding worst = findings.stream()
                .min(Comparator.comparing(Finding::verdict).thenComparing(Finding::lag, Comparator.reverseOrder())
                        .thenComparing(Finding::partition))
                .orElse(new Finding(Verdict.NOT_ENOUGH_DATA, Finding.Why.NEVER_COMMITTED, new TopicPartition("-", 0),
                        0, 0, Duration.ZERO));
        Optional<Pace> slowest = paces.stream().filter(pace -> pace.timeLag().isPresent())
                .max(Comparator.comparing(pace -> pace.timeLag().orElseThrow()));
        List<Pace> known = paces.stream().filter(pace -> pace.timeLag().isPresent()).toList();
        boolean drains = !known.isEmpty() && known.stream().allMatch(pace -> pace.drain().isPresent());
        Lag total = Lag.total(lags.stream());
        watched.remember(worst.verdict(), total, at);
        return new GroupTriage(instance.id(), instance.name(), group.group(), group.state(), group.members(), worst,
                watched.since, total, slowest.flatMap(Pace::timeLag),
                slowest.map(Pace::timeLagIsLeast).orElse(false), paces.stream().mapToDouble(Pace::produced).sum(),
                paces.stream().mapToDouble(Pace::consumed).sum(), drains
                        ? known.stream().map(pace -> pace.drain().orElseThrow()).max(Comparator.naturalOrder())
                        : Optional.empty(),
                LongStream.of(watched.trend()).boxed().toList(), at);
    }

    /** Names a group among all instances. */
    record GroupKey(InstanceId instance, ConsumerGroupId group) {
    }

    private static final class Watched {
        private final GroupWindow window = new GroupWindow();
        private final long[] totals = new long[GroupWindow.SAMPLES];
        private int samples;
        private Optional<Verdict> verdict = Optional.empty();
        private Instant since = Instant.EPOCH;
        private Optional<GroupTriage> last = Optional.empty();

        void remember(Verdict now, Lag lag, Instant at) {
            if (!verdict.equals(Optional.of(now))) {
                verdict = Optional.of(now);
                since = at;
            }
            if (samples == totals.length) {
                System.arraycopy(totals, 1, totals, 0, totals.length - 1);
                samples--;
            }
            totals[samples++] = lag.messages().orElse(PartitionHistory.NONE);
        }

        long[] trend() {
            return Arrays.copyOf(totals, samples);
        }
    }
}
