package dev.tidemark.lag;

import java.time.Duration;
import java.util.Optional;

/**
 * Up to where a partition counts as caught up: few enough messages, or young enough ones.
 *
 * @param time age of the oldest unread message; empty where only the number counts
 */
record AllowedLag(long messages, Optional<Duration> time) {
    static AllowedLag messages(long messages) {
        return new AllowedLag(messages, Optional.empty());
    }

    boolean covers(PartitionHistory seen) {
        return seen.lagNow() <= messages || time.filter(most -> isYounger(Pace.of(seen), most)).isPresent();
    }

    private static boolean isYounger(Pace pace, Duration allowed) {
        return !pace.timeLagIsLeast() && pace.timeLag().filter(age -> age.compareTo(allowed) <= 0).isPresent();
    }
}
