package dev.tidemark.lag.verdict;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast messages arrive and are read, how old the oldest unread one is, and when nothing will be left.
 *
 * @param timeLag empty when nothing is known; interpolated from when the log end passed the committed offset
 * @param timeLagIsLowerBound whether the samples do not reach back so far, so that it is more than that
 * @param produced messages a second; empty with fewer than two samples
 * @param consumed messages a second, negative after a rewind; empty where nothing was committed in every sample
 * @param drain until lag is gone at this pace; empty for never, or when nothing is known
 */
public record Rates(Optional<Duration> timeLag, boolean timeLagIsLowerBound, OptionalDouble produced,
        OptionalDouble consumed, Optional<Duration> drain) {
    private static final Rates UNKNOWN = new Rates(Optional.empty(), false, OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty());

    public static Rates of(PartitionSamples seen) {
        if (seen.size() < 2 || seen.watchedSeconds() <= 0) {
            return UNKNOWN;
        }
        int last = seen.size() - 1;
        double seconds = seen.watchedSeconds();
        OptionalDouble produced = OptionalDouble.of(Math.max(0, seen.logEnd(last) - seen.logEnd(0)) / seconds);
        OptionalDouble consumed = seen.lag(0).isKnown() && seen.lagNow().isKnown()
                ? OptionalDouble.of((seen.committed(last) - seen.committed(0)) / seconds)
                : OptionalDouble.empty();
        return seen.lagNow().isKnown()
                ? timeLag(seen, produced, consumed)
                : new Rates(Optional.empty(), false, produced, consumed, Optional.empty());
    }

    private static Rates timeLag(PartitionSamples seen, OptionalDouble produced,
            OptionalDouble consumed) {
        int last = seen.size() - 1;
        long committed = seen.committed(last);
        long lag = seen.lagNow().messages().orElseThrow();
        Optional<Duration> drain = lag == 0 ? Optional.of(Duration.ZERO) : drain(lag, produced, consumed);
        if (lag == 0) {
            return new Rates(Optional.of(Duration.ZERO), false, produced, consumed, drain);
        }
        // The newest pair of samples between which the log end passed the committed offset.
        for (int right = last; right > 0; right--) {
            long before = seen.logEnd(right - 1);
            long after = seen.logEnd(right);
            // A log end that went down belongs to a topic created anew: what was before says nothing.
            if (after < before) {
                return atLeast(seen, right, produced, consumed, drain);
            }
            if (before <= committed && committed < after) {
                double passed = seen.time(right - 1) + (double) (committed - before) / (after - before)
                        * (seen.time(right) - seen.time(right - 1));
                return new Rates(Optional.of(Duration.ofMillis((long) ((seen.time(last) - passed) * 1000))), false,
                        produced, consumed, drain);
            }
        }
        return atLeast(seen, 0, produced, consumed, drain);
    }

    private static Optional<Duration> drain(long lag, OptionalDouble produced, OptionalDouble consumed) {
        double net = consumed.orElse(0) - produced.orElse(0);
        return consumed.isPresent() && net > 0
                ? Optional.of(Duration.ofSeconds((long) Math.ceil(lag / net)))
                : Optional.empty();
    }

    private static Rates atLeast(PartitionSamples seen, int from, OptionalDouble produced,
            OptionalDouble consumed, Optional<Duration> drain) {
        long seconds = seen.time(seen.size() - 1) - seen.time(from);
        // What does not move grows older while one looks, also beyond the samples.
        Duration least = Duration.ofSeconds(seen.wasBehindThen() ? Math.max(seconds, seen.unmovedSeconds()) : seconds);
        return new Rates(Optional.of(least), true, produced, consumed, drain);
    }
}
