package dev.tidemark.lag;

import dev.tidemark.consumergroup.BackgroundReading;
import dev.tidemark.consumergroup.TopicOffsets.Retention;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.lag.LagMonitor.PartitionSample;
import dev.tidemark.lag.retention.DataLoss;
import dev.tidemark.lag.retention.DataLossForecasts;
import dev.tidemark.lag.retention.RetentionClock;
import dev.tidemark.lag.retention.RetentionClock.Unread;
import dev.tidemark.lag.verdict.PartitionSamples;
import dev.tidemark.lag.verdict.Verdict;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks what the topics of groups in trouble still hold, the worst group first, beside the sweep and at most one call a second:
 * CKafka answers five such questions a second, and people go first.
 */
@Component
class RetentionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionWatch.class);
    private static final Duration RANGES_FOR = Duration.ofMinutes(5);
    private static final Duration RETENTION_FOR = Duration.ofHours(1);
    private static final int PARTITIONS_A_CALL = 20;
    // A group of many topics must not keep all others waiting; the next sweep goes on with the rest.
    private static final int MAX_TOPICS = 3;

    private final BackgroundReading reading;
    private final LagMonitor monitor;
    private final DataLossForecasts forecasts;
    private final Clock clock;
    private final ExecutorService asker = Executors
            .newSingleThreadExecutor(Thread.ofVirtual().name("retention").factory());
    private final AtomicBoolean asking = new AtomicBoolean();
    // Only the one thread that asks touches them.
    private final Map<Topic, Answer<SortedMap<Integer, OffsetRange>>> ranges = new HashMap<>();
    private final Map<Topic, Answer<Optional<Retention>>> retentions = new HashMap<>();

    RetentionWatch(BackgroundReading reading, LagMonitor monitor, DataLossForecasts forecasts, Clock clock) {
        this.reading = reading;
        this.monitor = monitor;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    @EventListener
    void look(SweepEnded sweep) {
        List<GroupKey> troubled = sweep.snapshot().groups().stream().filter(group -> group.verdict() != Verdict.OK)
                .map(GroupHealth::key).toList();
        forecasts.keepOnly(Set.copyOf(troubled));
        if (!troubled.isEmpty() && asking.compareAndSet(false, true)) {
            asker.execute(() -> {
                try {
                    look(troubled);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                } finally {
                    asking.set(false);
                }
            });
        }
    }

    @PreDestroy
    void close() {
        asker.shutdownNow();
    }

    private void look(List<GroupKey> groups) throws InterruptedException {
        Instant now = clock.instant();
        ranges.values().removeIf(answer -> answer.at.plus(RANGES_FOR).isBefore(now));
        retentions.values().removeIf(answer -> answer.at.plus(RETENTION_FOR).isBefore(now));
        for (GroupKey group : groups) {
            int asked = 0;
            Map<String, List<PartitionSample>> topics = monitor.partitions(group)
                    .filter(RetentionWatch::isCommitted).collect(Collectors.groupingBy(
                            sample -> sample.partition().topic()));
            List<DataLoss> losses = new ArrayList<>();
            for (Map.Entry<String, List<PartitionSample>> topic : topics.entrySet()) {
                Topic key = new Topic(group.instance(), topic.getKey());
                if (!ranges.containsKey(key) && asked++ < MAX_TOPICS) {
                    ask(key, topic.getValue().size());
                }
                loss(key, topic.getValue()).ifPresent(losses::add);
            }
            forecasts.put(group, losses);
        }
    }

    private void ask(Topic topic, int partitions) throws InterruptedException {
        try {
            if (!retentions.containsKey(topic)) {
                retentions.put(topic,
                        new Answer<>(clock.instant(), reading.topicOffsets().retention(topic.instance, topic.name)));
            }
            ranges.put(topic, new Answer<>(clock.instant(), reading.topicOffsets().ranges(topic.instance, topic.name)));
        } catch (ClusterUnavailable | InstanceNotFound unanswered) {
            LOG.debug("What the topic {} holds is not known", topic.name, unanswered);
            ranges.put(topic, new Answer<>(clock.instant(), new TreeMap<>()));
        }
        TimeUnit.SECONDS.sleep(1 + partitions / PARTITIONS_A_CALL);
    }

    private Optional<DataLoss> loss(Topic topic, List<PartitionSample> partitions) {
        Answer<SortedMap<Integer, OffsetRange>> held = ranges.get(topic);
        Answer<Optional<Retention>> kept = retentions.get(topic);
        if (held == null || kept == null) {
            return Optional.empty();
        }
        List<Unread> unread = partitions.stream()
                .flatMap(sample -> Optional.ofNullable(held.value.get(sample.partition().partition()))
                        .map(range -> new Unread(committed(sample), range, writtenAt(sample))).stream())
                .toList();
        return kept.value.flatMap(retention -> RetentionClock.of(topic.name, retention, unread));
    }

    private static boolean isCommitted(PartitionSample sample) {
        return committed(sample) != PartitionSamples.NONE;
    }

    private static long committed(PartitionSample sample) {
        return sample.history().committed(sample.history().size() - 1);
    }

    /** Nothing is said of a message of which only a lower bound of the age is known. */
    private static Optional<Instant> writtenAt(PartitionSample sample) {
        Instant asked = Instant.ofEpochSecond(sample.history().time(sample.history().size() - 1));
        return sample.timeLag().filter(age -> !age.isLowerBound()).map(age -> asked.minus(age.estimate()));
    }

    private record Topic(InstanceId instance, String name) {
    }

    private record Answer<T>(Instant at, T value) {
    }
}
