package dev.tidemark.webkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long ago something was. */
class MomentTest {
    private static final Instant THEN = Instant.parse("2026-03-04T03:05:06.789Z");

    @ParameterizedTest
    @CsvSource({"PT0S,age.seconds,0", "PT-3S,age.seconds,0", "PT119S,age.seconds,119", "PT2M,age.minutes,2",
        "PT1H59M,age.minutes,119", "PT2H,age.hours,2", "PT47H,age.hours,47", "PT48H,age.days,2"})
    void growsCoarserWithAge(Duration ago, String key, long age) {
        Moment moment = Moment.of(THEN, THEN.plus(ago));
        assertThat(moment.ageKey()).isEqualTo(key);
        assertThat(moment.age()).isEqualTo(age);
    }

    @Test
    void namesItsZone() {
        Moment moment = Moment.of(THEN, THEN);
        assertThat(moment.utc()).isEqualTo("2026-03-04 03:05:06 UTC");
        assertThat(moment.iso()).isEqualTo("2026-03-04T03:05:06Z");
    }
}
