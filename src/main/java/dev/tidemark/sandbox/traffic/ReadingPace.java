package dev.tidemark.sandbox.traffic;

import java.time.Duration;

/**
 * How fast one consumer reads: slowly while it trails, faster once its lag has reached a limit, and slowly again when
 * that has drained. The limit keeps a condition within what retention holds, however long the sandbox runs.
 */
final class ReadingPace {
    /** Lag, in records, at which a consumer counts as drained; a few records are always under way. */
    static final long DRAINED = 50;

    private final double trailing;
    private final double draining;
    private final long limit;
    private boolean drains;

    private ReadingPace(double trailing, double draining, long limit) {
        this.trailing = trailing;
        this.draining = draining;
        this.limit = limit;
    }

    /** As fast as records arrive. */
    static ReadingPace keepingUp() {
        return new ReadingPace(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Long.MAX_VALUE);
    }

    /**
     * @param trailing records a second until the lag reaches the limit
     * @param draining records a second from then on, until it has drained
     */
    static ReadingPace tidal(double trailing, double draining, long limit) {
        if (trailing <= 0 || draining <= 0 || limit <= DRAINED) {
            throw new IllegalArgumentException(
                    "A pace needs rates above 0 and a limit above " + DRAINED + ": " + trailing + ", " + draining + ", "
                            + limit);
        }
        return new ReadingPace(trailing, draining, limit);
    }

    /** Takes note of the consumer's lag. True at the one moment at which a limit once reached has drained. */
    boolean hasDrainedAt(long lag) {
        if (drains && lag <= DRAINED) {
            drains = false;
            return true;
        }
        drains = drains || lag >= limit;
        return false;
    }

    /** How long to rest after this many records, so that the rate comes out on average. */
    Duration restAfter(int records) {
        return Duration.ofMillis((long) (1_000 * records / (drains ? draining : trailing)));
    }
}
