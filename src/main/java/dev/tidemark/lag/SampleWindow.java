package dev.tidemark.lag;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.verdict.PartitionSamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The last samples of one group, compact: a time for each sample, and for each partition two offsets a sample and since
 * when it has not moved, all partitions of a topic in one array of numbers. The oldest sample makes room for the newest.
 * Not safe for several threads; one sweep writes at a time.
 */
public final class SampleWindow {
    /** At sixteen bytes a sample and partition, 256 bytes for a partition, and little for what is around them. */
    public static final int SAMPLES = 15;
    private static final long NOT_SEEN = -2;
    // Behind the samples: since when the committed offset is what it is, and where the log ended then.
    private static final int UNMOVED_SINCE = 2 * SAMPLES;
    private static final int LOG_END_THEN = UNMOVED_SINCE + 1;
    private static final int PER_PARTITION = LOG_END_THEN + 1;

    private final long[] times = new long[SAMPLES];
    private final long[] answered = new long[SAMPLES];
    private final Map<String, long[]> topics = new HashMap<>();
    private long added;

    /** Adds what was read of every partition; one that is missing was not seen this time. */
    void add(Instant asked, Instant answeredAt, Map<TopicPartition, Point> points) {
        int slot = slot(added++);
        times[slot] = asked.getEpochSecond();
        answered[slot] = answeredAt.plusMillis(999).getEpochSecond();
        points.forEach((partition, point) -> put(
                topics.compute(partition.topic(), (_, cells) -> withRoomFor(partition.partition(), cells)),
                partition.partition() * PER_PARTITION, slot, point));
        topics.forEach((topic, cells) -> IntStream.range(0, cells.length / PER_PARTITION)
                .filter(partition -> !points.containsKey(new TopicPartition(topic, partition)))
                .forEach(partition -> forget(cells, partition * PER_PARTITION, slot)));
        // What no sample shows any more was deleted, or is no longer the group's.
        topics.values().removeIf(cells -> IntStream.range(0, cells.length / PER_PARTITION)
                .noneMatch(partition -> wasSeen(cells, partition)));
    }

    /** Forgets what was seen of some topics: their offsets were moved, and the past says nothing about the future. */
    void forget(Set<String> some) {
        topics.keySet().removeAll(some);
    }

    /** Those that were seen at least once. */
    List<TopicPartition> partitions() {
        List<TopicPartition> seen = new ArrayList<>();
        topics.forEach((topic, cells) -> IntStream.range(0, cells.length / PER_PARTITION)
                .filter(partition -> wasSeen(cells, partition))
                .forEach(partition -> seen.add(new TopicPartition(topic, partition))));
        return seen;
    }

    /** The samples of a partition in which it was seen; none when the newest is not among them. */
    PartitionSamples history(TopicPartition partition) {
        long[] cells = topics.getOrDefault(partition.topic(), new long[0]);
        int row = partition.partition() * PER_PARTITION;
        if (row >= cells.length || cells[row + 2 * slot(added - 1)] == NOT_SEEN) {
            return PartitionSamples.UNKNOWN;
        }
        int[] seen = slots(cells, row).toArray();
        return new PartitionSamples(Arrays.stream(seen).mapToLong(slot -> times[slot]).toArray(),
                Arrays.stream(seen).mapToLong(slot -> cells[row + 2 * slot]).toArray(),
                Arrays.stream(seen).mapToLong(slot -> cells[row + 2 * slot + 1]).toArray(),
                answered[slot(added - 1)], cells[row + UNMOVED_SINCE], cells[row + LOG_END_THEN]);
    }

    /** Whether the newest sample shows another committed offset than the one before it, in any partition of both. */
    boolean committedMoved() {
        return partitions().stream().map(this::history).filter(seen -> seen.size() > 1)
                .anyMatch(seen -> seen.committed(seen.size() - 1) != seen.committed(seen.size() - 2));
    }

    /** Those in which a partition was seen, the oldest first. */
    private IntStream slots(long[] cells, int row) {
        return IntStream.range((int) Math.max(0, SAMPLES - added), SAMPLES)
                .map(age -> slot(added - SAMPLES + age)).filter(slot -> cells[row + 2 * slot] != NOT_SEEN);
    }

    private static int slot(long sample) {
        return (int) (sample % SAMPLES);
    }

    private void put(long[] cells, int row, int slot, Point point) {
        cells[row + 2 * slot] = NOT_SEEN;
        int last = slots(cells, row).reduce(slot, (_, newer) -> newer);
        // A log that ends earlier than before belongs to a topic created anew, and its messages are others.
        if (cells[row + 2 * last] != point.committed() || point.logEnd() < cells[row + 2 * last + 1]) {
            cells[row + UNMOVED_SINCE] = times[slot];
            cells[row + LOG_END_THEN] = point.logEnd();
        }
        cells[row + 2 * slot] = point.committed();
        cells[row + 2 * slot + 1] = point.logEnd();
    }

    private static void forget(long[] cells, int row, int slot) {
        cells[row + 2 * slot] = NOT_SEEN;
        cells[row + 2 * slot + 1] = NOT_SEEN;
    }

    private static boolean wasSeen(long[] cells, int partition) {
        return IntStream.range(0, SAMPLES).anyMatch(slot -> cells[partition * PER_PARTITION + 2 * slot] != NOT_SEEN);
    }

    /** Kafka numbers the partitions of a topic from zero without gaps, and only ever adds some. */
    private static long[] withRoomFor(int partition, long @Nullable [] cells) {
        int needed = (partition + 1) * PER_PARTITION;
        if (cells != null && cells.length >= needed) {
            return cells;
        }
        long[] roomier = new long[needed];
        Arrays.fill(roomier, NOT_SEEN);
        if (cells != null) {
            System.arraycopy(cells, 0, roomier, 0, cells.length);
        }
        return roomier;
    }

    /**
     * One partition in one sample.
     *
     * @param committed {@link PartitionSamples#NONE} where nothing was committed
     */
    record Point(long committed, long logEnd) {
    }
}
