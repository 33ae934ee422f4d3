package dev.tidemark.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"0.05, 30", "1, 600", "12, 7200"})
    void losesNoFractionsOverTenMinutesOfHalfSeconds(double perSecond, int expected) {
        RateLimiter drip = new RateLimiter(perSecond, START);
        int written = 0;
        for (int half = 1; half <= 1_200; half++) {
            written += drip.due(START.plusMillis(500L * half));
        }
        assertThat(written).isBetween(expected - 1, expected);
    }

    @Test
    void doesNotMakeUpForTheTimeThatAComputerSlept() {
        RateLimiter drip = new RateLimiter(10, START);

        assertThat(drip.due(START.plusSeconds(3_600))).isZero();
        assertThat(drip.due(START.plusSeconds(3_601))).isEqualTo(10);
    }

    @Test
    void writesNothingWhenTheClockIsSetBack() {
        RateLimiter drip = new RateLimiter(10, START);

        assertThat(drip.due(START.minusSeconds(5))).isZero();
        assertThat(drip.due(START.minusSeconds(4))).isEqualTo(10);
    }
}
