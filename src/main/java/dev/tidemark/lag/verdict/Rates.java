package dev.tidemark.lag.verdict;

import dev.tidemark.kafka.Lag;
import dev.tidemark.lag.timeindex.PartitionTimes;
import dev.tidemark.lag.timeindex.TimeLag;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast messages arrive and are read, how old the oldest unread one is, and when nothing will be left.
 *
 * @param timeLag empty when nothing is known
 * @param produced messages a second; empty with fewer than two samples
 * @param consumed messages a second, negative after a rewind; empty where nothing was committed in every sample
 * @param drain until lag is gone at this pace; empty for never, or when nothing is known
 */
public record Rates(Optional<TimeLag> timeLag, OptionalDouble produced, OptionalDouble consumed,
        Optional<Duration> drain) {
    private static final Rates UNKNOWN = new Rates(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
            Optional.empty());
    /** A pace is that of the last minutes; what was an hour ago says little about the next one. */
    private static final long PACE_SECONDS = 300;
    /** Commits come in batches: two samples alone may lie on both sides of one. */
    private static final int PACE_SAMPLES = 3;

    public static Rates of(PartitionSamples seen, PartitionTimes times) {
        if (seen.size() == 0) {
            return UNKNOWN;
        }
        Optional<TimeLag> timeLag = timeLag(seen, times);
        if (seen.size() < 2 || seen.watchedSeconds() <= 0) {
            return new Rates(timeLag, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
        }
        int last = seen.size() - 1;
        int first = firstOfPace(seen);
        double seconds = seen.time(last) - seen.time(first);
        OptionalDouble produced = OptionalDouble.of(Math.max(0, seen.logEnd(last) - seen.logEnd(first)) / seconds);
        OptionalDouble consumed = seen.lag(first).isKnown() && seen.lagNow().isKnown()
                ? OptionalDouble.of((seen.committed(last) - seen.committed(first)) / seconds)
                : OptionalDouble.empty();
        return new Rates(timeLag, produced, consumed, drain(seen.lagNow(), produced, consumed));
    }

    private static Optional<TimeLag> timeLag(PartitionSamples seen, PartitionTimes times) {
        if (!seen.lagNow().isKnown()) {
            return Optional.empty();
        }
        int last = seen.size() - 1;
        TimeLag age = times.ageOf(seen.committed(last), seen.logEnd(last), seen.asked(), seen.answered());
        // What does not move grows older while it is watched, also where the index begins later.
        return Optional.of(age.isLowerBound() && seen.wasBehindThen()
                ? TimeLag.atLeast(longer(age.least(), Duration.ofSeconds(seen.unmovedSeconds())))
                : age);
    }

    private static int firstOfPace(PartitionSamples seen) {
        int last = seen.size() - 1;
        int first = 0;
        while (last - first >= PACE_SAMPLES && seen.time(last) - seen.time(first + 1) >= PACE_SECONDS) {
            first++;
        }
        return first;
    }

    private static Optional<Duration> drain(Lag lag, OptionalDouble produced, OptionalDouble consumed) {
        if (!lag.isKnown()) {
            return Optional.empty();
        }
        long messages = lag.messages().orElseThrow();
        double net = consumed.orElse(0) - produced.orElse(0);
        return messages == 0
                ? Optional.of(Duration.ZERO)
                : consumed.isPresent() && net > 0
                        ? Optional.of(Duration.ofSeconds((long) Math.ceil(messages / net)))
                        : Optional.empty();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
