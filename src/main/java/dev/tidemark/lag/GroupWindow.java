package dev.tidemark.lag;

import dev.tidemark.kafka.TopicPartition;
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
 * The last samples of one group, compact: a time for each sample, and for each partition two offsets a sample, all
 * partitions of a topic in one array of numbers. The oldest sample makes room for the newest. Not safe for several
 * threads; one sweep writes at a time.
 */
final class GroupWindow {
    /** At sixteen bytes a sample and partition, 240 bytes for a partition, and little for what is around them. */
    static final int SAMPLES = 15;
    private static final long NOT_SEEN = -2;
    private static final int PER_PARTITION = 2 * SAMPLES;

    private final long[] times = new long[SAMPLES];
    private final Map<String, long[]> topics = new HashMap<>();
    private long added;

    /** Adds what was read of every partition; one that is missing was not seen this time. */
    void add(Instant at, Map<TopicPartition, Point> points) {
        int slot = slot(added++);
        times[slot] = at.getEpochSecond();
        topics.values().forEach(cells -> IntStream.range(0, cells.length / PER_PARTITION)
                .forEach(partition -> put(cells, partition, slot, NOT_SEEN, NOT_SEEN)));
        points.forEach((partition, point) -> put(
                topics.compute(partition.topic(), (_, cells) -> withRoomFor(partition.partition(), cells)),
                partition.partition(), slot, point.committed(), point.logEnd()));
        // What no sample shows any more was deleted, or is no longer the group's.
        topics.values().removeIf(cells -> Arrays.stream(cells).allMatch(offset -> offset == NOT_SEEN));
    }

    /** Forgets what was seen of some topics: their offsets were moved, and the past says nothing about the future. */
    void forget(Set<String> some) {
        topics.keySet().removeAll(some);
    }

    /** Those that were seen at least once. */
    List<TopicPartition> partitions() {
        List<TopicPartition> seen = new ArrayList<>();
        topics.forEach((topic, cells) -> IntStream.range(0, cells.length / PER_PARTITION)
                .filter(partition -> Arrays.stream(cells, partition * PER_PARTITION, (partition + 1) * PER_PARTITION)
                        .anyMatch(offset -> offset != NOT_SEEN))
                .forEach(partition -> seen.add(new TopicPartition(topic, partition))));
        return seen;
    }

    /** The samples of a partition in which it was seen; none when the newest is not among them. */
    PartitionHistory history(TopicPartition partition) {
        long[] cells = topics.getOrDefault(partition.topic(), new long[0]);
        int row = partition.partition() * PER_PARTITION;
        if (row >= cells.length || cells[row + 2 * slot(added - 1)] == NOT_SEEN) {
            return new PartitionHistory(new long[0], new long[0], new long[0]);
        }
        int[] seen = IntStream.range((int) Math.max(0, SAMPLES - added), SAMPLES)
                .map(age -> slot(added - SAMPLES + age)).filter(slot -> cells[row + 2 * slot] != NOT_SEEN).toArray();
        return new PartitionHistory(Arrays.stream(seen).mapToLong(slot -> times[slot]).toArray(),
                Arrays.stream(seen).mapToLong(slot -> cells[row + 2 * slot]).toArray(),
                Arrays.stream(seen).mapToLong(slot -> cells[row + 2 * slot + 1]).toArray());
    }

    private static int slot(long sample) {
        return (int) (sample % SAMPLES);
    }

    private static void put(long[] cells, int partition, int slot, long committed, long logEnd) {
        cells[partition * PER_PARTITION + 2 * slot] = committed;
        cells[partition * PER_PARTITION + 2 * slot + 1] = logEnd;
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
     * @param committed {@link PartitionHistory#NONE} where nothing was committed
     */
    record Point(long committed, long logEnd) {
    }
}
