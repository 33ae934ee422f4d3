package dev.tidemark.lag.verdict;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.verdict.Finding.Why;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Judges a partition by numbered rules in Burrow's spirit, adapted to polling: a sample in which the committed offset is
 * another than before is a commit. Without members no progress is STOP, with members it is STALL. Pure; knows no time but
 * that of the samples.
 */
public final class VerdictRules {
    /** Fewer say nothing about a direction. */
    static final int LEAST_SAMPLES = 3;
    /** Consumers commit every few seconds at best: in less than this, not having moved means nothing. */
    static final long LEAST_SECONDS = 20;

    private VerdictRules() {
    }

    /**
     * The first rule that fits decides.
     *
     * @param hasMembers whether the group had members at the last sample
     * @param allowed lag that counts as caught up
     */
    public static Finding judge(TopicPartition partition, PartitionSamples seen, Rates rates, boolean hasMembers,
            AllowedLag allowed) {
        // 0. Nothing is known of it now.
        if (seen.size() == 0) {
            return finding(Verdict.NOT_ENOUGH_DATA, Why.UNREADABLE, partition, seen);
        }
        // 1. A lag that is not known is neither good nor bad.
        if (!seen.lagNow().isKnown()) {
            return finding(Verdict.NOT_ENOUGH_DATA, Why.NEVER_COMMITTED, partition, seen);
        }
        // 2. What is caught up is fine, whatever else may be said of it.
        if (allowed.covers(seen, rates)) {
            return finding(Verdict.OK, Why.CAUGHT_UP, partition, seen);
        }
        // 3. Below this a direction cannot be told from chance.
        if (seen.size() < LEAST_SAMPLES || seen.watchedSeconds() < LEAST_SECONDS) {
            return finding(Verdict.NOT_ENOUGH_DATA, Why.TOO_FEW_SAMPLES, partition, seen);
        }
        // 4. Went back, and has not come back to where it was.
        if (wentBack(seen)) {
            return finding(Verdict.REWIND, Why.WENT_BACK, partition, seen);
        }
        // 5. and 6. No members, and nothing moved. A group that moves without members assigns its partitions itself.
        if (!hasMembers && !seen.committedMoved()) {
            return seen.arrived() > 0
                    ? finding(Verdict.STOP, Why.NO_MEMBERS, partition, seen)
                    : finding(Verdict.WARN, Why.LEFT_BEHIND, partition, seen);
        }
        // 7. It had caught up within the samples: a batch that arrived just now is no problem yet.
        if (wasCaughtUp(seen, allowed.messages())) {
            return finding(Verdict.OK, Why.CAUGHT_UP_RECENTLY, partition, seen);
        }
        // 8. There are members, and it does not move.
        if (!seen.committedMoved()) {
            return finding(Verdict.STALL, Why.DOES_NOT_MOVE, partition, seen);
        }
        // 9. It moves, and falls behind all the same. Commits come in batches, so that single samples prove nothing.
        if (grew(seen)) {
            return finding(Verdict.WARN, Why.FALLS_BEHIND, partition, seen);
        }
        // 10. It moves and gains ground.
        return finding(Verdict.OK, Why.CATCHING_UP, partition, seen);
    }

    private static boolean wentBack(PartitionSamples seen) {
        return seen.committed(seen.size() - 1) < seen.highestCommitted();
    }

    private static boolean wasCaughtUp(PartitionSamples seen, long allowedLag) {
        for (int sample = 0; sample < seen.size(); sample++) {
            if (seen.lag(sample).messages().orElse(Long.MAX_VALUE) <= allowedLag) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the last third of the samples shows more lag than the first; samples of unknown lag say nothing. Where they are
     * not as far apart as each other, it must also be so when each counts for the time it stands for, and a third reaches over
     * a third of the time: many samples of one rise between two commits are no growth.
     */
    private static boolean grew(PartitionSamples seen) {
        int[] known = IntStream.range(0, seen.size()).filter(sample -> seen.lag(sample).isKnown()).toArray();
        int last = known.length - 1;
        if (last < 1) {
            return false;
        }
        long[] times = Arrays.stream(known).mapToLong(seen::time).toArray();
        long[] lags = Arrays.stream(known).mapToLong(sample -> seen.lag(sample).messages().orElseThrow()).toArray();
        int third = Math.max(1, known.length / 3);
        long time = (times[last] - times[0]) * third / known.length;
        int early = third;
        while (early < last && times[early] - times[0] < time) {
            early++;
        }
        int late = last - third;
        while (late > 0 && times[last] - times[late] < time) {
            late--;
        }
        return mean(lags, last - third + 1, last + 1, _ -> 1) > mean(lags, 0, third, _ -> 1)
                && mean(lags, late + 1, last + 1, sample -> times[sample] - times[sample - 1]) > mean(lags, 0, early,
                        sample -> times[sample + 1] - times[sample]);
    }

    /** Two samples of one second weigh as if it were between them. */
    private static double mean(long[] lags, int from, int to, IntToLongFunction weight) {
        double sum = 0;
        double weights = 0;
        for (int sample = from; sample < to; sample++) {
            long each = Math.max(1, weight.applyAsLong(sample));
            sum += (double) lags[sample] * each;
            weights += each;
        }
        return sum / weights;
    }

    private static Finding finding(Verdict verdict, Why why, TopicPartition partition, PartitionSamples seen) {
        boolean unmoved = why == Why.NO_MEMBERS || why == Why.DOES_NOT_MOVE;
        return new Finding(verdict, why, partition, seen.lagNow(),
                unmoved ? seen.arrivedSinceUnmoved() : seen.arrived(),
                Duration.ofSeconds(unmoved ? seen.unmovedSeconds() : seen.watchedSeconds()));
    }
}
