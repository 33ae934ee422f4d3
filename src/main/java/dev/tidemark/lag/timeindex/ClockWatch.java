package dev.tidemark.lag.timeindex;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells when this machine's clock was set, by holding it against a clock that only runs. The latter may stand still while
 * the machine does, so that a clock gone ahead may also be time that really passed.
 */
public final class ClockWatch {
    /** What is slewed in at most some minutes, and less than a sweep leaves open anyway. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private Instant wall;
    private long nanos;

    /**
     * @param wall what the clock says now
     * @param nanos what {@link System#nanoTime} says at the same moment
     */
    public ClockWatch(Instant wall, long nanos) {
        this.wall = wall;
        this.nanos = nanos;
    }

    /** How far the clock went beyond the time that passed since the last look; zero where that is little. */
    public Duration moved(Instant wallNow, long nanosNow) {
        Duration by = Duration.between(wall, wallNow).minusNanos(nanosNow - nanos);
        wall = wallNow;
        nanos = nanosNow;
        return by.abs().compareTo(TOLERATED) > 0 ? by : Duration.ZERO;
    }
}
