package dev.tidemark.sandbox.traffic;

import java.time.Duration;
import java.time.Instant;

/** Turns a rate and the passing of time into whole records that are due, without losing the fractions. */
final class RateLimiter {
    /** A longer gap is a computer that slept: its records are not made up for, to avoid a flood. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(10);

    private final double perSecond;
    private Instant last;
    private double owed;

    RateLimiter(double perSecond, Instant start) {
        this.perSecond = perSecond;
        this.last = start;
    }

    int due(Instant now) {
        Duration gap = Duration.between(last, now);
        last = now;
        if (gap.isNegative() || gap.compareTo(LONGEST_GAP) > 0) {
            return 0;
        }
        owed += perSecond * gap.toMillis() / 1_000;
        int due = (int) owed;
        owed -= due;
        return due;
    }
}
