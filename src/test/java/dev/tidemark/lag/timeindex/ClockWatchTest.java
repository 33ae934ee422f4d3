package dev.tidemark.lag.timeindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private final MutableClock clock = new MutableClock();
    private long nanos = 17;
    private long delay;
    private final ClockWatch watch = new ClockWatch(clock, () -> nanos += delay);

    @Test
    void timeThatPassesIsNoMovementOfTheClock() {
        pass(Duration.ofHours(3));
        assertThat(watch.moved()).isZero();
    }

    @Test
    void aClockThatIsSetMovesOnce() {
        pass(Duration.ofSeconds(30));
        clock.advance(Duration.ofMinutes(-10));
        assertThat(watch.moved()).isEqualTo(Duration.ofMinutes(-10));
        pass(Duration.ofSeconds(30));
        assertThat(watch.moved()).isZero();
    }

    @Test
    void aMachineThatStoodStillLooksLikeAClockGoneAhead() {
        clock.advance(Duration.ofHours(1));
        assertThat(watch.moved()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aThreadThatWaitedBetweenTheTwoClocksTellsNothing() {
        delay = Duration.ofSeconds(3).toNanos();
        assertThat(watch.moved()).isZero();
        delay = 0;
        clock.advance(Duration.ofSeconds(6));
        assertThat(watch.moved()).as("nor is anything made up later").isZero();
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos += time.toNanos();
    }
}
