package dev.tidemark.lag.timeindex;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * How old the oldest unread message is: an estimate between two bounds that hold, or only the lower one where nothing is
 * known of the time before. Zero where nothing is unread.
 *
 * @param estimate the lower bound itself where there is no upper one
 * @param most empty where the message may be of any age
 */
public record TimeLag(Duration estimate, Duration least, Optional<Duration> most) {
    public static final TimeLag NONE = new TimeLag(Duration.ZERO, Duration.ZERO, Optional.of(Duration.ZERO));
    /** Bounds this close are what any sweep leaves; no decision depends on them. */
    private static final Duration CLOSE = Duration.ofMinutes(1);
    private static final int CLOSE_SHARE = 10;

    public static TimeLag atLeast(Duration least) {
        return new TimeLag(least, least, Optional.empty());
    }

    /** That of all partitions together: the longest, of which nothing is said that does not hold for each. */
    public static Optional<TimeLag> longest(Collection<TimeLag> partitions) {
        return partitions.stream().reduce((one, other) -> new TimeLag(longer(one.estimate, other.estimate),
                longer(one.least, other.least),
                one.most.flatMap(most -> other.most.map(another -> longer(most, another)))));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Whether the oldest unread message may be of any greater age. */
    public boolean isLowerBound() {
        return most.isEmpty();
    }

    /** Whether one number would say more than is known: the bounds are far apart, in minutes and beside the estimate. */
    public boolean isWide() {
        return most.map(bound -> bound.minus(least))
                .filter(width -> width.compareTo(CLOSE) > 0
                        && width.multipliedBy(CLOSE_SHARE).compareTo(estimate) > 0)
                .isPresent();
    }
}
