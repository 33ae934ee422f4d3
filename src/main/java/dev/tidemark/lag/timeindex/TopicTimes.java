package dev.tidemark.lag.timeindex;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The index of one topic, packed: what was added lately, and what was thinned before that. Two parts, so that a sweep
 * unpacks little.
 */
final class TopicTimes {
    // When there are so many recent moments, the older half of them is thinned.
    private static final int RECENT = 20;
    /** Readings closer than this add nothing: several groups read the same topic in one sweep. */
    private static final long LEAST_SECONDS = 5;

    private byte[] older = Points.NONE.packed();
    private byte[] recent = Points.NONE.packed();
    private long lastAsked = Long.MIN_VALUE;

    /**
     * Adds where the logs of all partitions ended, unless that was asked a moment ago.
     *
     * @param ends by partition; {@link Points#UNKNOWN} where one could not be read
     * @param horizon how far back the index reaches, in seconds
     */
    void add(Instant asked, Instant answered, long[] ends, long horizon) {
        add(asked.getEpochSecond(), roundedUp(answered), ends, horizon);
    }

    void add(Points seen, long horizon) {
        for (int point = 0; point < seen.size(); point++) {
            add(seen.asked(point), seen.answered(point), seen.endsAt(point), horizon);
        }
    }

    private synchronized void add(long at, long answered, long[] ends, long horizon) {
        if (lastAsked != Long.MIN_VALUE && at < lastAsked + LEAST_SECONDS) {
            return;
        }
        lastAsked = at;
        Points before = Points.unpacked(recent);
        Points now = before.with(at, answered, ends);
        for (int partition = 0; partition < before.partitions(); partition++) {
            if (before.size() > 0 && isForgotten(before, now, partition)) {
                older = Points.unpacked(older).without(partition).packed();
            }
        }
        if (now.size() > RECENT) {
            Points all = Points.unpacked(older).with(now.only(IntStream.range(0, RECENT / 2)));
            older = thinned(all, at, horizon).packed();
            now = now.only(IntStream.range(RECENT / 2, now.size()));
        }
        recent = now.packed();
    }

    /** Adds when one message was written; nothing where that is newer than what was thinned already. */
    synchronized void learn(int partition, long offset, Instant writtenAt) {
        Points past = Points.unpacked(older);
        Points now = Points.unpacked(recent);
        long at = writtenAt.getEpochSecond();
        if (now.size() == 0 || at >= now.asked(0) || contradicts(now, partition, offset)) {
            return;
        }
        older = past.with(partition, offset, at).packed();
    }

    private static boolean contradicts(Points newer, int partition, long offset) {
        return IntStream.range(0, newer.size()).mapToLong(point -> newer.end(partition, point))
                .anyMatch(end -> end != Points.UNKNOWN && end <= offset);
    }

    /** All that is kept, the oldest first. */
    synchronized Points points() {
        return Points.unpacked(older).with(Points.unpacked(recent));
    }

    /** The newest of them alone; empty when it was asked for before. */
    synchronized Optional<Points> newestSince(long asked) {
        Points now = Points.unpacked(recent);
        return lastAsked < asked || now.size() == 0
                ? Optional.empty()
                : Optional.of(now.only(IntStream.of(now.size() - 1)));
    }

    synchronized void shift(long earliestBy, long latestBy) {
        older = Points.unpacked(older).shifted(earliestBy, latestBy).packed();
        recent = Points.unpacked(recent).shifted(earliestBy, latestBy).packed();
        lastAsked = lastAsked == Long.MIN_VALUE ? lastAsked : lastAsked + earliestBy;
    }

    synchronized long lastAsked() {
        return lastAsked;
    }

    synchronized int bytes() {
        return older.length + recent.length;
    }

    private static Points thinned(Points all, long now, long horizon) {
        Points thin = all.only(all.kept(now, horizon,
                point -> all.knowsAsMuch(point, Math.max(0, point - 1)) && all.knowsAsMuch(point, point + 1)));
        return thin.size() <= Thinning.MAX_POINTS
                ? thin
                : thin.only(thin.kept(now, horizon, _ -> true));
    }

    private static boolean isForgotten(Points before, Points now, int partition) {
        return known(before, partition) > known(now, partition);
    }

    private static long known(Points points, int partition) {
        return IntStream.range(0, points.size()).filter(point -> points.end(partition, point) != Points.UNKNOWN)
                .count();
    }

    private static long roundedUp(Instant at) {
        return at.plusNanos(999_999_999).getEpochSecond();
    }
}
