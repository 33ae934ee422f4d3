package dev.tidemark.offsetreset.web;

import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.offsetreset.plan.ResetTarget;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A target as it is written in JSON, with the one value that its type needs.
 *
 * @param type Kafka's name of the scenario: {@code to-earliest}, {@code to-latest}, {@code to-datetime},
 *     {@code by-duration}, {@code shift-by}, {@code to-offset}, {@code to-current} or {@code from-file}
 * @param datetime for {@code to-datetime}: ISO-8601 with an offset from UTC; a time without one means another moment to every
 *     reader
 * @param duration for {@code by-duration}: ISO-8601, for example {@code PT2H}
 * @param by for {@code shift-by}: positive skips ahead, negative reads again
 * @param offset for {@code to-offset}
 * @param csv for {@code from-file}: the lines of an exported file
 */
public record TargetInput(@Nullable String type, @Nullable String datetime, @Nullable String duration,
        @Nullable Long by,
        @Nullable Long offset, @Nullable String csv) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public ResetTarget toTarget(ConsumerGroupId group) {
        return switch (type == null ? "" : type) {
            case "to-earliest" -> new ResetTarget.ToEarliest();
            case "to-latest" -> new ResetTarget.ToLatest();
            case "to-current" -> new ResetTarget.ToCurrent();
            case "to-datetime" -> new ResetTarget.ToDatetime(moment(needed("datetime", datetime)));
            case "by-duration" -> new ResetTarget.ByDuration(span(needed("duration", duration)));
            case "shift-by" -> new ResetTarget.ShiftBy(needed("by", by));
            case "to-offset" -> new ResetTarget.ToOffset(notNegative(needed("offset", offset)));
            case "from-file" -> new ResetTarget.FromFile(OffsetsCsv.read(needed("csv", csv), Optional.of(group)));
            default -> throw InvalidInput.coded("target", "one-of", "to-earliest, to-latest, to-datetime, by-duration, "
                    + "shift-by, to-offset, to-current, from-file");
        };
    }

    private static <T> T needed(String field, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw InvalidInput.coded(field, "required");
        }
        return value;
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException _) {
            throw InvalidInput.coded("datetime", "datetime.offset");
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
        throw InvalidInput.coded("duration", "duration");
    }

    private static long notNegative(long offset) {
        if (offset < 0) {
            throw InvalidInput.coded("offset", "not-negative");
        }
        return offset;
    }
}
