package dev.tidemark.offsetreset.web;

import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.offsetreset.ResetTarget;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A target as it is written in JSON, with the one value that its type needs.
 *
 * @param type Kafka's scenario name
 * @param datetime ISO-8601; UTC where no zone is given, as Kafka's tool has it
 * @param duration ISO-8601, for example {@code PT2H}
 * @param by positive skips ahead, negative reads again
 * @param csv the lines of an exported file
 */
record TargetInput(@Nullable String type, @Nullable String datetime, @Nullable String duration, @Nullable Long by,
        @Nullable Long offset, @Nullable String csv) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    ResetTarget toTarget(ConsumerGroupId group) {
        return switch (type == null ? "" : type) {
            case "to-earliest" -> new ResetTarget.ToEarliest();
            case "to-latest" -> new ResetTarget.ToLatest();
            case "to-current" -> new ResetTarget.ToCurrent();
            case "to-datetime" -> new ResetTarget.ToDatetime(moment(needed("datetime", datetime)));
            case "by-duration" -> new ResetTarget.ByDuration(span(needed("duration", duration)));
            case "shift-by" -> new ResetTarget.ShiftBy(needed("by", by));
            case "to-offset" -> new ResetTarget.ToOffset(notNegative(needed("offset", offset)));
            case "from-file" -> new ResetTarget.FromFile(OffsetsCsv.read(needed("csv", csv), Optional.of(group)));
            default -> throw new InvalidInput("target", "must be one of to-earliest, to-latest, to-datetime, "
                    + "by-duration, shift-by, to-offset, to-current, from-file");
        };
    }

    private static <T> T needed(String field, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new InvalidInput(field, "is required for this target");
        }
        return value;
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException _) {
            try {
                return LocalDateTime.parse(text.strip()).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException _) {
                throw new InvalidInput("datetime", "must be a date and a time, for example 2026-03-04T03:05:06Z");
            }
        }
    }

    private static Duration span(String text) {
        try {
            Duration duration = Duration.parse(text.strip());
            if (!duration.isNegative() && duration.compareTo(LONGEST) < 0) {
                return duration;
            }
        } catch (DateTimeException _) {
            // Answered below.
        }
        throw new InvalidInput("duration",
                "must be a duration that is neither negative nor longer than a century, for example PT2H30M");
    }

    private static long notNegative(long offset) {
        if (offset < 0) {
            throw new InvalidInput("offset", "must not be negative");
        }
        return offset;
    }
}
