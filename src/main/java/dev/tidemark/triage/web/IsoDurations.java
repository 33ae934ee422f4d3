package dev.tidemark.triage.web;

import dev.tidemark.kafka.InvalidInput;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Durations as they stand in forms and JSON: ISO-8601, for example {@code PT4H}. */
final class IsoDurations {
    private IsoDurations() {
    }

    static Duration parse(String text) {
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeParseException _) {
            throw InvalidInput.coded("duration", "duration.iso");
        }
    }
}
