package dev.tidemark.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One sample, or several merged into one.
 *
 * @param at when it was seen, or when the time begins that it covers
 * @param span the time it covers; zero for a single sample
 * @param lag messages, the mean of the merged samples; empty where none was known
 * @param most the highest of the merged samples
 * @param timeLag the longest of the merged samples; {@code timeLagIsLowerBound} where that may be any longer
 * @param members the fewest of the merged samples
 */
public record HistoryPoint(Instant at, Duration span, OptionalLong lag, OptionalLong most, Optional<Duration> timeLag,
        boolean timeLagIsLowerBound, OptionalInt members) {
}
