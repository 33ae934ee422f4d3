package dev.tidemark.webkit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time as a page shows it: how long ago, and when exactly in UTC.
 *
 * @param iso for {@code <time datetime>} and for JSON
 * @param utc for a person, with its zone
 * @param ageKey the message that says how long ago, with {@code age} as its argument
 */
public record Moment(String iso, String utc, String ageKey, long age) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** For a person, with its zone. */
    public static String utc(Instant then) {
        return UTC.format(then);
    }

    public static Moment of(Instant then, Instant now) {
        // Clocks of two machines differ a little; nothing was ever read in the future.
        Duration ago = then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
        String iso = then.truncatedTo(ChronoUnit.SECONDS).toString();
        if (ago.toSeconds() < 120) {
            return new Moment(iso, UTC.format(then), "age.seconds", ago.toSeconds());
        }
        if (ago.toMinutes() < 120) {
            return new Moment(iso, UTC.format(then), "age.minutes", ago.toMinutes());
        }
        return ago.toHours() < 48
                ? new Moment(iso, UTC.format(then), "age.hours", ago.toHours())
                : new Moment(iso, UTC.format(then), "age.days", ago.toDays());
    }
}
