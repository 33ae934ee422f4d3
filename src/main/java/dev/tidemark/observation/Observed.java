package dev.tidemark.observation;

import dev.tidemark.kafka.ClusterUnavailable;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A figure and when it was read. While the cloud does not answer, the last good one stays and {@code problem} says why it
 * is not newer.
 */
public record Observed<T>(T value, Instant observedAt, Optional<ClusterUnavailable> problem) {
    public <R> Observed<R> map(Function<? super T, ? extends R> change) {
        return new Observed<>(change.apply(value), observedAt, problem);
    }
}
