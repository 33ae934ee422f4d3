package dev.tidemark.lag;

import dev.tidemark.kafka.TopicPartition;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The last samples of one group, compact: a time for each sample, and for each partition two offsets a sample in one array
 * of numbers. The oldest sample makes room for the newest. Not safe for several threads; one sweep writes at a time.
 */
final class GroupWindow {
    /** At sixteen bytes a sample and partition, with the array's own header, under 300 bytes for a partition. */
    static final int SAMPLES = 15;
    private static final long NOT_SEEN = -2;

    private final long[] times = new long[SAMPLES];
    private final Map<TopicPartition, long[]> offsets = new HashMap<>();
    private int size;

    /** Adds what was read of every partition; one that is missing was not seen this time. */
    void add(Instant at, Map<TopicPartition, Point> points) {
        if (size == SAMPLES) {
            System.arraycopy(times, 1, times, 0, SAMPLES - 1);
            offsets.values().forEach(row -> System.arraycopy(row, 2, row, 0, 2 * (SAMPLES - 1)));
            size--;
        }
        times[size] = at.getEpochSecond();
        points.keySet().forEach(partition -> offsets.computeIfAbsent(partition, _ -> unseen()));
        offsets.forEach((partition, row) -> {
            Point point = points.get(partition);
            row[2 * size] = point == null ? NOT_SEEN : point.committed();
            row[2 * size + 1] = point == null ? NOT_SEEN : point.logEnd();
        });
        size++;
        // What no sample shows any more was deleted, or is no longer the group's.
        offsets.values().removeIf(row -> Arrays.stream(row).allMatch(offset -> offset == NOT_SEEN));
    }

    /** Forgets what was seen of some topics: their offsets were moved, and the past says nothing about the future. */
    void forget(Set<String> topics) {
        offsets.keySet().removeIf(partition -> topics.contains(partition.topic()));
    }

    Collection<TopicPartition> partitions() {
        return offsets.keySet();
    }

    /** The samples of a partition in which it was seen; none when the newest is not among them. */
    PartitionHistory history(TopicPartition partition) {
        long[] row = offsets.getOrDefault(partition, new long[0]);
        if (row.length == 0 || row[2 * (size - 1)] == NOT_SEEN) {
            return new PartitionHistory(new long[0], new long[0], new long[0]);
        }
        int[] seen = IntStream.range(0, size).filter(sample -> row[2 * sample] != NOT_SEEN).toArray();
        return new PartitionHistory(Arrays.stream(seen).mapToLong(sample -> times[sample]).toArray(),
                Arrays.stream(seen).mapToLong(sample -> row[2 * sample]).toArray(),
                Arrays.stream(seen).mapToLong(sample -> row[2 * sample + 1]).toArray());
    }

    private static long[] unseen() {
        long[] row = new long[2 * SAMPLES];
        Arrays.fill(row, NOT_SEEN);
        return row;
    }

    /**
     * One partition in one sample.
     *
     * @param committed {@link PartitionHistory#NONE} where nothing was committed
     */
    record Point(long committed, long logEnd) {
    }
}
