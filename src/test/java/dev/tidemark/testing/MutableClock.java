package dev.tidemark.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test turns it. Always in UTC. */
public final class MutableClock extends Clock {
    private final AtomicReference<Instant> now;

    /** Stands at a night in March, for tests to which the time itself does not matter. */
    public MutableClock() {
        this(Instant.parse("2026-03-01T03:00:00Z"));
    }

    public MutableClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    public void advance(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Tidemark reckons in UTC");
    }
}
