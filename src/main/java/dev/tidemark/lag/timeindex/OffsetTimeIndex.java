package dev.tidemark.lag.timeindex;

import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When messages were written, for every partition that sweeps read: kept once a topic, however many groups read it, dense
 * for the last minutes and thinned with age so that any age within the horizon is right to 3 %.
 */
public class OffsetTimeIndex {
    private final Map<TopicKey, TopicTimes> topics = new ConcurrentHashMap<>();
    private final long horizon;

    /**
     * @param horizon as long as the longest retention of the topics watched; what is older is only known to be older
     */
    public OffsetTimeIndex(Duration horizon) {
        this.horizon = horizon.toSeconds();
    }

    /**
     * Adds where the logs of a topic's partitions ended.
     *
     * @param ends by partition; empty where one could not be read
     */
    public void add(InstanceId instance, String topic, Map<Integer, OptionalLong> ends, Instant asked,
            Instant answered) {
        if (ends.isEmpty()) {
            return;
        }
        long[] columns = new long[ends.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow() + 1];
        Arrays.fill(columns, Points.UNKNOWN);
        ends.forEach((partition, end) -> columns[partition] = end.orElse(Points.UNKNOWN));
        topics.computeIfAbsent(new TopicKey(instance, topic), _ -> new TopicTimes()).add(asked, answered, columns,
                horizon);
    }

    /** Adds when a message was written, as CKafka says: what the log ends seen do not reach back to. */
    public void learn(InstanceId instance, TopicPartition partition, long offset, Instant writtenAt) {
        Optional.ofNullable(topics.get(new TopicKey(instance, partition.topic())))
                .ifPresent(times -> times.learn(partition.partition(), offset, writtenAt));
    }

    /** Adds what was seen before, here or by another process. */
    void add(InstanceId instance, String topic, Points seen) {
        topics.computeIfAbsent(new TopicKey(instance, topic), _ -> new TopicTimes()).add(seen, horizon);
    }

    /** The index of every partition of one topic; those of a topic that was never seen are unknown. */
    public TopicIndex of(InstanceId instance, String topic) {
        TopicTimes times = topics.get(new TopicKey(instance, topic));
        return new TopicIndex(times == null ? Points.NONE : times.points());
    }

    /** Where the logs of some partitions ended at the moments that are kept, the oldest first. */
    public Map<TopicPartition, List<LogEnd>> logEnds(InstanceId instance, Collection<TopicPartition> partitions) {
        Map<String, TopicIndex> byTopic = new HashMap<>();
        return partitions.stream().distinct().collect(Collectors.toMap(Function.identity(),
                partition -> byTopic.computeIfAbsent(partition.topic(), topic -> of(instance, topic))
                        .partition(partition.partition()).logEnds()));
    }

    /** The newest log ends of all topics that were read since a moment. */
    Map<InstanceId, Map<String, Points>> since(Instant began) {
        Map<InstanceId, Map<String, Points>> newest = new HashMap<>();
        topics.forEach((key, times) -> times.newestSince(began.getEpochSecond()).ifPresent(
                points -> newest.computeIfAbsent(key.instance(), _ -> new HashMap<>()).put(key.topic(), points)));
        return newest;
    }

    long horizon() {
        return horizon;
    }

    /**
     * What to do when this machine's clock was set, or stood still with the machine. Set back: all that was seen keeps its
     * age. Gone ahead: it may have been set, or time may really have passed, so that ages get wider bounds.
     */
    public void clockMoved(Duration by) {
        topics.values().forEach(times -> times.shift(Math.min(0, by.toSeconds()), by.toSeconds()));
    }

    /** Topics that were not read for longer than the index reaches back. */
    void forgetBefore(Instant now) {
        topics.values().removeIf(times -> times.lastAsked() < now.getEpochSecond() - horizon);
    }

    Map<TopicKey, TopicTimes> topics() {
        return topics;
    }

    /** A topic of an instance. */
    record TopicKey(InstanceId instance, String topic) {
    }

    /** The partitions of one topic, unpacked once for all of them. */
    public static final class TopicIndex {
        private final Points points;

        private TopicIndex(Points points) {
            this.points = points;
        }

        public PartitionTimes partition(int partition) {
            return new PartitionTimes(points, partition);
        }
    }
}
