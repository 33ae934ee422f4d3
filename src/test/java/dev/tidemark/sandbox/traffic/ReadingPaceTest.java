package dev.tidemark.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingPaceTest {
    private final ReadingPace pace = ReadingPace.tidal(5, 100, 1_000);

    @Test
    void doesNotRestWhileKeepingUp() {
        assertThat(ReadingPace.keepingUp().restAfter(500)).isZero();
    }

    @Test
    void trailsUntilItsLagReachesTheLimit() {
        assertThat(pace.hasDrainedAt(999)).isFalse();

        assertThat(pace.restAfter(10)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void drainsFromTheLimitOn() {
        pace.hasDrainedAt(1_000);
        assertThat(pace.hasDrainedAt(400)).isFalse();

        assertThat(pace.restAfter(10)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void hasDrainedOncePerLimitReached() {
        assertThat(pace.hasDrainedAt(0)).as("never reached the limit").isFalse();

        pace.hasDrainedAt(1_000);
        assertThat(pace.hasDrainedAt(ReadingPace.DRAINED + 1)).isFalse();
        assertThat(pace.hasDrainedAt(ReadingPace.DRAINED)).isTrue();
        assertThat(pace.hasDrainedAt(0)).as("said already").isFalse();
        assertThat(pace.restAfter(10)).as("trails again").isEqualTo(Duration.ofSeconds(2));

        pace.hasDrainedAt(1_000);
        assertThat(pace.hasDrainedAt(0)).as("the next tide").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 1000", "5, 0, 1000", "5, 100, 50"})
    void refusesRatesAndLimitsThatNeverDrain(double trailing, double draining, long limit) {
        assertThatThrownBy(() -> ReadingPace.tidal(trailing, draining, limit))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
