package dev.tidemark.lag;

import java.util.Arrays;

/** What was seen of one partition, the oldest first: when, how far it was read, and where its log ended. */
final class PartitionHistory {
    /** In place of a committed offset, where nothing was committed. */
    static final long NONE = -1;

    private final long[] times;
    private final long[] committed;
    private final long[] logEnd;

    /** All three are as long as each other; times are seconds since 1970. */
    PartitionHistory(long[] times, long[] committed, long[] logEnd) {
        this.times = times.clone();
        this.committed = committed.clone();
        this.logEnd = logEnd.clone();
    }

    long time(int sample) {
        return times[sample];
    }

    long committed(int sample) {
        return committed[sample];
    }

    long logEnd(int sample) {
        return logEnd[sample];
    }

    int size() {
        return times.length;
    }

    /** Lag at one sample; {@link #NONE} where nothing was committed. */
    long lag(int sample) {
        return committed[sample] == NONE ? NONE : Math.max(0, logEnd[sample] - committed[sample]);
    }

    long lagNow() {
        return lag(size() - 1);
    }

    long watchedSeconds() {
        return size() == 0 ? 0 : times[size() - 1] - times[0];
    }

    long arrived() {
        return size() == 0 ? 0 : Math.max(0, logEnd[size() - 1] - logEnd[0]);
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
