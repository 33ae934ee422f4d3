package dev.tidemark.lag;

import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.timeindex.Varint;
import dev.tidemark.lag.verdict.PartitionSamples;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The last samples of one group, packed: a time for each sample, and for each partition two offsets a sample and since when
 * it has not moved. The oldest sample makes room for the newest. Not safe for several threads; one sweep writes at a time.
 */
public final class SampleWindow {
    /** Enough to tell a direction from chance; how old messages are is the index's business. */
    public static final int SAMPLES = 15;
    private static final long NOT_SEEN = -2;
    // Behind the samples: since when the committed offset is what it is, and where the log ended then.
    private static final int UNMOVED_SINCE = 2 * SAMPLES;
    private static final int LOG_END_THEN = UNMOVED_SINCE + 1;
    private static final int PER_PARTITION = LOG_END_THEN + 1;

    private final long[] times = new long[SAMPLES];
    private final long[] answered = new long[SAMPLES];
    private final Map<String, byte[]> topics = new HashMap<>();
    private long added;

    /** Adds what was read of every partition; one that is missing was not seen this time. */
    void add(Instant asked, Instant answeredAt, Map<TopicPartition, Point> points) {
        int slot = slot(added++);
        times[slot] = asked.getEpochSecond();
        answered[slot] = answeredAt.plusMillis(999).getEpochSecond();
        Map<String, Map<Integer, Point>> byTopic = new HashMap<>();
        topics.keySet().forEach(topic -> byTopic.put(topic, new HashMap<>()));
        points.forEach((partition, point) -> byTopic.computeIfAbsent(partition.topic(), _ -> new HashMap<>())
                .put(partition.partition(), point));
        byTopic.forEach((topic, seen) -> add(topic, seen, slot));
    }

    private void add(String topic, Map<Integer, Point> points, int slot) {
        long[] cells = withRoomFor(points.keySet().stream().mapToInt(Integer::intValue).max().orElse(0), cells(topic));
        for (int partition = 0; partition < cells.length / PER_PARTITION; partition++) {
            Point point = points.get(partition);
            if (point == null) {
                forget(cells, partition * PER_PARTITION, slot);
            } else {
                put(cells, partition * PER_PARTITION, slot, point);
            }
        }
        // What no sample shows any more was deleted, or is no longer the group's.
        if (IntStream.range(0, cells.length / PER_PARTITION).anyMatch(partition -> wasSeen(cells, partition))) {
            topics.put(topic, packed(cells));
        } else {
            topics.remove(topic);
        }
    }

    /** Forgets what was seen of some topics: their offsets were moved, and the past says nothing about the future. */
    void forget(Set<String> some) {
        topics.keySet().removeAll(some);
    }

    /** The samples of every partition that was seen at least once; none of one that the newest does not show. */
    Map<TopicPartition, PartitionSamples> histories() {
        Map<TopicPartition, PartitionSamples> all = new HashMap<>();
        topics.forEach((topic, packed) -> {
            long[] cells = unpacked(packed);
            IntStream.range(0, cells.length / PER_PARTITION).filter(partition -> wasSeen(cells, partition))
                    .forEach(partition -> all.put(new TopicPartition(topic, partition),
                            history(cells, partition * PER_PARTITION)));
        });
        return all;
    }

    /** What each partition showed when it was last seen with a committed offset; the newest samples may lack some. */
    Map<TopicPartition, Point> lastCommitted() {
        Map<TopicPartition, Point> all = new HashMap<>();
        topics.forEach((topic, packed) -> {
            long[] cells = unpacked(packed);
            for (int partition = 0; partition < cells.length / PER_PARTITION; partition++) {
                int row = partition * PER_PARTITION;
                slots(cells, row).reduce((_, newer) -> newer).stream()
                        .filter(slot -> cells[row + 2 * slot] != PartitionSamples.NONE)
                        .mapToObj(slot -> new Point(cells[row + 2 * slot], cells[row + 2 * slot + 1]))
                        .forEach(point -> all.put(new TopicPartition(topic, row / PER_PARTITION), point));
            }
        });
        return all;
    }

    private PartitionSamples history(long[] cells, int row) {
        if (cells[row + 2 * slot(added - 1)] == NOT_SEEN) {
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
        return histories().values().stream().filter(seen -> seen.size() > 1)
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
    private static long[] withRoomFor(int partition, long[] cells) {
        int needed = (partition + 1) * PER_PARTITION;
        if (cells.length >= needed) {
            return cells;
        }
        long[] roomier = Arrays.copyOf(cells, needed);
        Arrays.fill(roomier, cells.length, needed, NOT_SEEN);
        return roomier;
    }

    private long[] cells(String topic) {
        byte[] packed = topics.get(topic);
        return packed == null ? new long[0] : unpacked(packed);
    }

    /** Some sixty bytes a partition: of a sample, how far the log end moved, and the difference to the committed offset. */
    private static byte[] packed(long[] cells) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * cells.length);
        Varint.write(out, cells.length / PER_PARTITION);
        for (int row = 0; row < cells.length; row += PER_PARTITION) {
            long before = 0;
            for (int slot = 0; slot < SAMPLES; slot++) {
                long committed = cells[row + 2 * slot];
                long logEnd = cells[row + 2 * slot + 1];
                if (committed == NOT_SEEN) {
                    Varint.write(out, 0);
                } else {
                    Varint.write(out, committed == PartitionSamples.NONE ? 1 : 2);
                    Varint.writeSigned(out, logEnd - before);
                    before = logEnd;
                    if (committed != PartitionSamples.NONE) {
                        Varint.writeSigned(out, logEnd - committed);
                    }
                }
            }
            Varint.writeSigned(out, cells[row + UNMOVED_SINCE]);
            Varint.writeSigned(out, cells[row + LOG_END_THEN]);
        }
        return out.toByteArray();
    }

    private static long[] unpacked(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        long[] cells = new long[(int) Varint.read(in) * PER_PARTITION];
        for (int row = 0; row < cells.length; row += PER_PARTITION) {
            long before = 0;
            for (int slot = 0; slot < SAMPLES; slot++) {
                long kind = Varint.read(in);
                before = kind == 0 ? before : before + Varint.readSigned(in);
                cells[row + 2 * slot + 1] = kind == 0 ? NOT_SEEN : before;
                cells[row + 2 * slot] = kind == 0
                        ? NOT_SEEN
                        : kind == 1 ? PartitionSamples.NONE : before - Varint.readSigned(in);
            }
            cells[row + UNMOVED_SINCE] = Varint.readSigned(in);
            cells[row + LOG_END_THEN] = Varint.readSigned(in);
        }
        return cells;
    }

    /**
     * One partition in one sample.
     *
     * @param committed {@link PartitionSamples#NONE} where nothing was committed
     */
    record Point(long committed, long logEnd) {
        /** Unknown where nothing was committed. */
        Lag lag() {
            return Lag.between(
                    committed == PartitionSamples.NONE ? OptionalLong.empty() : OptionalLong.of(committed),
                    OptionalLong.of(logEnd));
        }
    }
}
