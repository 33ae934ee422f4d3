package dev.tidemark.lag.timeindex;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which moments an index keeps: all of the last minutes, and of the past so many that no gap is longer than a share of its
 * age. A message written in such a gap is dated to within half of that share. Ages only grow, so that a moment once left out
 * is never missed.
 */
final class Thinning {
    /** The relative error of any age, at most. */
    static final double MAX_ERROR = 0.03;
    /** More than this rule alone keeps of a year; only partitions that come and go all the time need the bound. */
    static final int MAX_POINTS = 320;

    private static final long LATE = 60;

    private Thinning() {
    }

    /**
     * The indexes of those to keep, in order.
     *
     * @param asked in seconds, rising
     * @param answered in seconds
     * @param now in seconds
     * @param horizon in seconds; of the older ones only the newest is needed, for what was written just after it
     * @param dispensable whether the moment of an index may go at all
     */
    static IntStream kept(long[] asked, long[] answered, long now, long horizon, IntPredicate dispensable) {
        BitSet kept = new BitSet(asked.length);
        int first = 0;
        while (first + 1 < asked.length && answered[first + 1] < now - horizon && dispensable.test(first)) {
            first++;
        }
        int last = first;
        for (int point = first; point < asked.length; point++) {
            boolean between = point > first && point + 1 < asked.length;
            if (!between || !dispensable.test(point)
                    || isTooWide(asked[last], asked[point + 1], answered[point + 1], now)) {
                kept.set(point);
                last = point;
            }
        }
        return kept.stream();
    }

    // A clock that was set leaves answers that seem hours late; more moments would not make up for that.
    private static boolean isTooWide(long from, long asked, long answered, long now) {
        long to = Math.min(answered, asked + LATE);
        return to - from > 2 * MAX_ERROR * (now - to);
    }
}
