package dev.tidemark.sandbox.emulator.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.sandbox.emulator.FakeAction;
import dev.tidemark.sandbox.emulator.TurnableClock;
import dev.tidemark.sandbox.emulator.action.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestQuotaTest {
    private final TurnableClock clock = new TurnableClock(Instant.parse("2026-08-01T10:00:00Z"));
    private final RequestQuota quota = new RequestQuota(clock, true);
    private final FakeAction fivePerSecond = action("DescribeTopicSyncReplica");

    @Test
    void refusesTheSixthRequestOfASecondAndCountsWhatItRefuses() {
        count(5);

        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> count(1)).extracting(ApiError::code)
                .isEqualTo("RequestLimitExceeded");
        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> count(1)).withMessage(
                "Your current request times equals to `7` in a second, which exceeds the frequency limit `5` for a "
                        + "second. Please reduce the frequency of calls.");
    }

    @Test
    void beginsAnewWithTheNextSecond() {
        count(5);
        clock.turn(Duration.ofSeconds(1));

        assertThatCode(() -> count(5)).doesNotThrowAnyException();
    }

    @Test
    void countsAccountsAndActionsApart() {
        count(5);

        assertThatCode(() -> quota.count("AKIDother", fivePerSecond)).doesNotThrowAnyException();
        assertThatCode(() -> quota.count("AKIDsandbox", action("DescribeTopic"))).doesNotThrowAnyException();
    }

    @Test
    void canBeSwitchedOff() {
        RequestQuota off = new RequestQuota(clock, false);

        assertThatCode(() -> {
            for (int number = 0; number < 1_000; number++) {
                off.count("AKIDsandbox", fivePerSecond);
            }
        }).doesNotThrowAnyException();
    }

    private void count(int requests) {
        for (int number = 0; number < requests; number++) {
            quota.count("AKIDsandbox", fivePerSecond);
        }
    }

    private static FakeAction action(String name) {
        return new FakeAction(name, Set.of(), 5, parameters -> Map.of());
    }
}
