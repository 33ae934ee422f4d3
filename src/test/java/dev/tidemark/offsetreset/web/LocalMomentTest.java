package dev.tidemark.offsetreset.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.kafka.InvalidInput;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A time means one moment, or is refused: never another one than was meant. */
class LocalMomentTest {
    @ParameterizedTest
    @CsvSource({"2026-11-25T11:00, Asia/Shanghai, 2026-11-25T03:00:00Z", "2026-11-25 11:00, UTC, 2026-11-25T11:00:00Z",
        "2026-07-01T11:00:07, Europe/Berlin, 2026-07-01T09:00:07Z",
        "2026-07-01T11:00:07, America/Argentina/Buenos_Aires, 2026-07-01T14:00:07Z",
        "2026-11-25T11:00:00+08:00, '', 2026-11-25T03:00:00Z", "2026-11-25T11:00:00Z, CST, 2026-11-25T11:00:00Z"})
    void readsATimeWhereItsClockIs(String time, String zone, Instant meant) {
        assertThat(LocalMoment.read(time, zone)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "CST", "PST", "EST", "Beijing", "Shanghai", "asia/shanghai", "GMT+8 typo", "GMT+8",
        "UTC+8", "+08:00", "Etc/GMT+8", "SystemV/PST8", "US/Pacific", "local", "utc"})
    void refusesEveryZoneThatIsNotOneZone(String zone) {
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> LocalMoment.read("2026-11-25T11:00", zone))
                .satisfies(wrong -> {
                    assertThat(wrong.field()).isEqualTo("zone");
                    assertThat(wrong.advice().arguments()).containsExactly(zone);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T02:30, Europe/Berlin, datetime.never, 2026-03-29 01:30:00 UTC, 2026-03-29 00:30:00 UTC",
        "2026-10-25T02:30, Europe/Berlin, datetime.twice, 2026-10-25 00:30:00 UTC, 2026-10-25 01:30:00 UTC",
        "2026-11-01T01:30, America/New_York, datetime.twice, 2026-11-01 05:30:00 UTC, 2026-11-01 06:30:00 UTC"})
    void namesBothInstantsWhereTheClocksAreChanged(String time, String zone, String code, String one, String other) {
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> LocalMoment.read(time, zone))
                .satisfies(wrong -> {
                    assertThat(wrong.advice().key()).isEqualTo("input." + code);
                    assertThat(wrong.advice().arguments()).containsSubsequence(zone, one, other);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "1700000000", "2026-11-25", "11:00", "2026-13-01T00:00"})
    void refusesWhatIsNoTime(String time) {
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> LocalMoment.read(time, "UTC"))
                .satisfies(wrong -> assertThat(wrong.field()).isEqualTo("datetime"));
    }

    @Test
    void offersRegionsWithACityAndUtcOnce() {
        assertThat(TimeZones.others()).hasSizeGreaterThan(300).contains("Asia/Chongqing", "America/Indiana/Knox")
                .doesNotContain("Asia/Shanghai", "UTC", "EST5EDT", "Etc/UTC", "US/Pacific")
                .allMatch(ZoneRulesProvider.getAvailableZoneIds()::contains);
    }
}
