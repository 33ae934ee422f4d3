package dev.tidemark.observation;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidemark.kafka.ClusterUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A short cache with single flight: a hundred browsers on one consumer group cost one call, and all wait for the same
 * one. When a read fails the last good answer stays, with its age and the reason; only without one does the failure
 * reach the caller.
 */
public final class LastGood<K, V> {
    private static final Executor READERS = Executors.newVirtualThreadPerTaskExecutor();

    private final Clock clock;
    private final Duration freshFor;
    private final AsyncCache<K, Attempt<V>> attempts;

    /**
     * @param freshFor how long an answer, good or bad, is given again without asking
     * @param keepFor how long the last good answer is kept while newer ones fail
     * @param maximumSize how many answers are kept at once
     */
    public LastGood(Clock clock, Duration freshFor, Duration keepFor, long maximumSize) {
        this.clock = clock;
        this.freshFor = freshFor;
        this.attempts = Caffeine.newBuilder().expireAfterAccess(keepFor).maximumSize(maximumSize).buildAsync();
    }

    /**
     * What {@code read} answers, or answered a moment ago, or answered last before it began to fail.
     *
     * @throws ClusterUnavailable when reading fails and no earlier answer is kept
     */
    public Observed<V> get(K key, Supplier<V> read) {
        CompletableFuture<Attempt<V>> attempt = attempts.asMap().compute(key,
                (same, last) -> last != null && isCurrent(last) ? last : start(last, read));
        try {
            return attempt.join().orThrow();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private boolean isCurrent(CompletableFuture<Attempt<V>> attempt) {
        if (!attempt.isDone()) {
            return true;
        }
        return !attempt.isCompletedExceptionally() && attempt.join().at().plus(freshFor).isAfter(clock.instant());
    }

    private CompletableFuture<Attempt<V>> start(@Nullable CompletableFuture<Attempt<V>> last, Supplier<V> read) {
        Optional<Good<V>> before = last == null || last.isCompletedExceptionally()
                ? Optional.empty()
                : last.join().good();
        return CompletableFuture.supplyAsync(() -> attempt(before, read), READERS);
    }

    private Attempt<V> attempt(Optional<Good<V>> before, Supplier<V> read) {
        try {
            // The clock is read before the cloud, so that an answer is never shown younger than it is.
            Instant asked = clock.instant();
            V value = read.get();
            return new Attempt<>(clock.instant(), Optional.of(new Good<>(value, asked)), Optional.empty());
        } catch (ClusterUnavailable problem) {
            return new Attempt<>(clock.instant(), before, Optional.of(problem));
        }
    }

    private record Good<V>(V value, Instant observedAt) {
    }

    private record Attempt<V>(Instant at, Optional<Good<V>> good, Optional<ClusterUnavailable> problem) {
        Observed<V> orThrow() {
            return good.map(found -> new Observed<>(found.value(), found.observedAt(), problem))
                    .orElseThrow(() -> problem.orElseThrow());
        }
    }
}
