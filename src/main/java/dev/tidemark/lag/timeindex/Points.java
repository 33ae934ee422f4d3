package dev.tidemark.lag.timeindex;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Log ends of all partitions of one topic at some moments, the oldest first: one column of offsets for each partition, which
 * never falls. Immutable.
 */
final class Points {
    static final long UNKNOWN = -1;
    static final Points NONE = new Points(new long[0], new long[0], new long[0][0]);

    private final long[] asked;
    private final long[] answered;
    private final long[][] ends;

    /**
     * @param asked when each was asked for, seconds since 1970, rounded down
     * @param answered when the answer was there, rounded up
     * @param ends by partition, then by moment; {@link #UNKNOWN} where a partition was not seen
     */
    private Points(long[] asked, long[] answered, long[][] ends) {
        this.asked = asked;
        this.answered = answered;
        this.ends = ends;
    }

    int size() {
        return asked.length;
    }

    int partitions() {
        return ends.length;
    }

    long asked(int point) {
        return asked[point];
    }

    long answered(int point) {
        return answered[point];
    }

    /** Those of all partitions at one moment. */
    long[] endsAt(int point) {
        return Arrays.stream(ends).mapToLong(column -> column[point]).toArray();
    }

    /** Which of them an index keeps, by the rule of {@link Thinning}. */
    IntStream kept(long now, long horizon, IntPredicate dispensable) {
        return Thinning.kept(asked, answered, now, horizon, dispensable);
    }

    long end(int partition, int point) {
        return partition < ends.length ? ends[partition][point] : UNKNOWN;
    }

    /**
     * These and a newer one. A log end that is lower than before belongs to a topic that was created anew, or to a log that
     * lost messages: what was seen of that partition before says nothing of the offsets of today.
     */
    Points with(long askedAt, long answeredAt, long[] now) {
        int partitions = Math.max(ends.length, now.length);
        long[][] all = new long[partitions][];
        for (int partition = 0; partition < partitions; partition++) {
            long[] column = partition < ends.length ? Arrays.copyOf(ends[partition], size() + 1) : unknown(size() + 1);
            long end = partition < now.length ? now[partition] : UNKNOWN;
            if (end != UNKNOWN && end < last(column, size())) {
                Arrays.fill(column, UNKNOWN);
            }
            column[size()] = end;
            all[partition] = column;
        }
        return new Points(append(asked, askedAt), append(answered, answeredAt), all);
    }

    /**
     * These, and that one message of a partition was written at some time: the log ended before it, and then behind it. The
     * same as before where that contradicts what was seen.
     */
    Points with(int partition, long offset, long writtenAt) {
        int place = 0;
        while (place < size() && asked[place] < writtenAt) {
            place++;
        }
        for (int point = 0; point < size(); point++) {
            long end = end(partition, point);
            if (end != UNKNOWN && (point < place ? end > offset : end <= offset)) {
                return this;
            }
        }
        Points before = only(IntStream.range(0, place));
        Points after = only(IntStream.range(place, size()));
        return before.with(lone(partition, offset, writtenAt)).with(after);
    }

    private static Points lone(int partition, long offset, long writtenAt) {
        long[][] ends = new long[partition + 1][];
        Arrays.setAll(ends, each -> each == partition ? new long[]{offset, offset + 1} : unknown(2));
        return new Points(new long[]{writtenAt, writtenAt}, new long[]{writtenAt, writtenAt}, ends);
    }

    /** These and newer ones; a partition whose log ended lower there begins anew. */
    Points with(Points newer) {
        int partitions = Math.max(ends.length, newer.ends.length);
        long[][] all = new long[partitions][];
        for (int partition = 0; partition < partitions; partition++) {
            long[] before = partition < ends.length ? ends[partition] : unknown(size());
            long[] since = partition < newer.ends.length ? newer.ends[partition] : unknown(newer.size());
            long first = first(since);
            all[partition] = concat(first != UNKNOWN && first < last(before, size()) ? unknown(size()) : before, since);
        }
        return new Points(concat(asked, newer.asked), concat(answered, newer.answered), all);
    }

    Points only(IntStream chosen) {
        int[] kept = chosen.toArray();
        return new Points(pick(asked, kept), pick(answered, kept),
                Arrays.stream(ends).map(column -> pick(column, kept)).toArray(long[][]::new));
    }

    /** Without what is known of one partition. */
    Points without(int partition) {
        long[][] others = ends.clone();
        if (partition < others.length) {
            others[partition] = unknown(size());
        }
        return new Points(asked, answered, others);
    }

    /** The same, by a clock that says more by so many seconds at the beginning and the end of each moment. */
    Points shifted(long earliestBy, long latestBy) {
        return new Points(Arrays.stream(asked).map(at -> at + earliestBy).toArray(),
                Arrays.stream(answered).map(at -> at + latestBy).toArray(), ends);
    }

    /** Whether every partition that was seen at one moment was also seen at another. */
    boolean knowsAsMuch(int point, int other) {
        return Arrays.stream(ends).noneMatch(column -> column[point] != UNKNOWN && column[other] == UNKNOWN);
    }

    /** Two or three bytes a partition and moment. */
    byte[] packed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 + size() * (3 + 2 * ends.length));
        Varint.write(out, size());
        Varint.write(out, ends.length);
        long before = 0;
        for (int point = 0; point < size(); point++) {
            Varint.write(out, asked[point] - before);
            Varint.write(out, answered[point] - asked[point]);
            before = asked[point];
        }
        for (long[] column : ends) {
            long last = 0;
            for (long end : column) {
                // Zero stands for unknown, so that a known one is one more than its difference.
                Varint.write(out, end == UNKNOWN ? 0 : end - last + 1);
                last = end == UNKNOWN ? last : end;
            }
        }
        return out.toByteArray();
    }

    static Points unpacked(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int size = (int) Varint.read(in);
        int partitions = (int) Varint.read(in);
        long[] asked = new long[size];
        long[] answered = new long[size];
        long before = 0;
        for (int point = 0; point < size; point++) {
            asked[point] = before + Varint.read(in);
            answered[point] = asked[point] + Varint.read(in);
            before = asked[point];
        }
        long[][] ends = new long[partitions][size];
        for (long[] column : ends) {
            long last = 0;
            for (int point = 0; point < size; point++) {
                long difference = Varint.read(in);
                column[point] = difference == 0 ? UNKNOWN : last + difference - 1;
                last = difference == 0 ? last : column[point];
            }
        }
        return new Points(asked, answered, ends);
    }

    private static long last(long[] column, int size) {
        for (int point = size - 1; point >= 0; point--) {
            if (column[point] != UNKNOWN) {
                return column[point];
            }
        }
        return UNKNOWN;
    }

    private static long first(long[] column) {
        return Arrays.stream(column).filter(end -> end != UNKNOWN).findFirst().orElse(UNKNOWN);
    }

    private static long[] unknown(int size) {
        long[] column = new long[size];
        Arrays.fill(column, UNKNOWN);
        return column;
    }

    private static long[] append(long[] some, long one) {
        long[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = one;
        return all;
    }

    private static long[] concat(long[] some, long[] more) {
        long[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private static long[] pick(long[] some, int[] kept) {
        return Arrays.stream(kept).mapToLong(point -> some[point]).toArray();
    }
}
