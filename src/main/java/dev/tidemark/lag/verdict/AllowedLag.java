package dev.tidemark.lag.verdict;

import java.time.Duration;
import java.util.Optional;

/**
 * Up to where a partition counts as caught up: few enough messages, or young enough ones.
 *
 * @param time age of the oldest unread message; empty where only the number counts
 */
public record AllowedLag(long messages, Optional<Duration> time) {
    public static AllowedLag messages(long messages) {
        return new AllowedLag(messages, Optional.empty());
    }

    boolean covers(PartitionSamples seen, Rates rates) {
        return seen.lagNow().messages().orElse(Long.MAX_VALUE) <= messages
                || time.filter(most -> isYounger(rates, most)).isPresent();
    }

    private static boolean isYounger(Rates rates, Duration allowed) {
        return rates.timeLag().filter(age -> !age.isLowerBound() && age.estimate().compareTo(allowed) <= 0).isPresent();
    }
}
