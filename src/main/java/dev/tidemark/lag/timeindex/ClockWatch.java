package dev.tidemark.lag.timeindex;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Tells when this machine's clock was set, by holding it against a clock that only runs. The latter may stand still while
 * the machine does, so that a clock gone ahead may also be time that really passed.
 */
public final class ClockWatch {
    /** What is slewed in at most some minutes, and less than a sweep leaves open anyway. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);
    /** Of a thread that waited for the processor between the two clocks nothing can be told. */
    private static final Duration LONGEST_LOOK = Duration.ofMillis(200);

    private final Clock clock;
    private final LongSupplier nanoTime;
    private Instant wall;
    private long nanos;

    /**
     * Takes its first look.
     *
     * @param nanoTime {@link System#nanoTime}
     */
    public ClockWatch(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.nanos = nanoTime.getAsLong();
        this.wall = clock.instant();
    }

    /** How far the clock went beyond the time that passed since the last look; zero where that is little or not certain. */
    public Duration moved() {
        long before = nanoTime.getAsLong();
        Instant now = clock.instant();
        if (nanoTime.getAsLong() - before > LONGEST_LOOK.toNanos()) {
            return Duration.ZERO;
        }
        Duration by = Duration.between(wall, now).minusNanos(before - nanos);
        wall = now;
        nanos = before;
        return by.abs().compareTo(TOLERATED) > 0 ? by : Duration.ZERO;
    }
}
