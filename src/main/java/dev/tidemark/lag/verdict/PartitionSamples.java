package dev.tidemark.lag.verdict;

import dev.tidemark.kafka.Lag;
import java.util.Arrays;
import java.util.OptionalLong;

/** What was seen of one partition, the oldest first: when, how far it was read, and where its log ended. */
public final class PartitionSamples {
    /** In place of a committed offset, where nothing was committed. */
    public static final long NONE = -1;
    /** Not seen lately. */
    public static final PartitionSamples UNKNOWN = new PartitionSamples(new long[0], new long[0], new long[0], 0, 0);

    private final long[] times;
    private final long[] committed;
    private final long[] logEnd;
    private final long unmovedSince;
    private final long logEndThen;

    /**
     * The first three are as long as each other; times are seconds since 1970.
     *
     * @param unmovedSince when the committed offset was first seen where it is now; may be before all samples
     * @param logEndThen where the log ended at that time
     */
    public PartitionSamples(long[] times, long[] committed, long[] logEnd, long unmovedSince, long logEndThen) {
        this.times = times.clone();
        this.committed = committed.clone();
        this.logEnd = logEnd.clone();
        this.unmovedSince = unmovedSince;
        this.logEndThen = logEndThen;
    }

    public long time(int sample) {
        return times[sample];
    }

    public long committed(int sample) {
        return committed[sample];
    }

    public long logEnd(int sample) {
        return logEnd[sample];
    }

    public int size() {
        return times.length;
    }

    /** Lag at one sample; unknown where nothing was committed. */
    Lag lag(int sample) {
        return Lag.between(committed(committed[sample]), OptionalLong.of(logEnd[sample]));
    }

    /** Unknown where nothing was committed or seen. */
    public Lag lagNow() {
        return size() == 0 ? Lag.unknown() : lag(size() - 1);
    }

    private static OptionalLong committed(long offset) {
        return offset == NONE ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    public long watchedSeconds() {
        return size() == 0 ? 0 : times[size() - 1] - times[0];
    }

    long arrived() {
        return size() == 0 ? 0 : Math.max(0, logEnd[size() - 1] - logEnd[0]);
    }

    /** How long the committed offset has been where it is, as far as it was watched. */
    public long unmovedSeconds() {
        return size() == 0 ? 0 : times[size() - 1] - unmovedSince;
    }

    public long arrivedSinceUnmoved() {
        return size() == 0 ? 0 : Math.max(0, logEnd[size() - 1] - logEndThen);
    }

    /** Whether the message at the committed offset was there already when that was first seen. */
    boolean wasBehindThen() {
        return size() > 0 && logEndThen > committed[size() - 1];
    }

    boolean committedMoved() {
        return Arrays.stream(committed).distinct().count() > 1;
    }

    long highestCommitted() {
        return Arrays.stream(committed).max().orElse(NONE);
    }

    @Override
    public String toString() {
        return "times " + Arrays.toString(times) + ", committed " + Arrays.toString(committed) + ", log end "
                + Arrays.toString(logEnd);
    }
}
