package dev.tidemark.observation;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidemark.kafka.ClusterUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A short cache with single flight: a hundred browsers on one consumer group cost one call, and all wait for the same
 * one. When a read fails the last good answer stays, with its age and the reason; only without one does the failure
 * reach the caller.
 */
public final class LastGoodCache<K, V> {
    private static final Executor READERS = Executors.newVirtualThreadPerTaskExecutor();

    private final Clock clock;
    private final Duration freshFor;
    private final AsyncCache<K, Attempt<V>> attempts;

    /**
     * @param freshFor how long an answer, good or bad, is given again without asking
     * @param keepFor how long the last good answer is kept while newer ones fail
     * @param maximumSize how many answers are kept at once
     */
    public LastGoodCache(Clock clock, Duration freshFor, Duration keepFor, long maximumSize) {
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
        return attempts.asMap()
                .compute(key, (same, last) -> last != null && isCurrent(last) ? last : start(last, read)).join()
                .orThrow();
    }

    private boolean isCurrent(CompletableFuture<Attempt<V>> attempt) {
        return !attempt.isDone() || attempt.join().isFresh(clock.instant(), freshFor);
    }

    private CompletableFuture<Attempt<V>> start(@Nullable CompletableFuture<Attempt<V>> last, Supplier<V> read) {
        Optional<Good<V>> before = last == null ? Optional.empty() : last.join().good();
        return CompletableFuture.supplyAsync(() -> attempt(before, read), READERS);
    }

    private Attempt<V> attempt(Optional<Good<V>> before, Supplier<V> read) {
        // The clock is read before the cloud, so that an answer is never shown younger than it is.
        Instant asked = clock.instant();
        try {
            Good<V> good = new Good<>(read.get(), asked);
            return new Attempt<>(clock.instant(), Optional.of(good), Optional.empty());
        } catch (RuntimeException failure) {
            return new Attempt<>(clock.instant(), before, Optional.of(failure));
        }
    }

    private record Good<V>(V value, Instant observedAt) {
        Observed<V> with(Optional<ClusterUnavailable> problem) {
            return new Observed<>(value, observedAt, problem);
        }
    }

    /** How one reading ended. Only an unavailable cluster is a reason to show an older answer. */
    private record Attempt<V>(Instant at, Optional<Good<V>> good, Optional<RuntimeException> failure) {
        boolean isFresh(Instant now, Duration freshFor) {
            return failure.stream().allMatch(ClusterUnavailable.class::isInstance) && at.plus(freshFor).isAfter(now);
        }

        Observed<V> orThrow() {
            if (failure.isEmpty()) {
                return good.map(found -> found.with(Optional.empty())).orElseThrow();
            }
            if (failure.get() instanceof ClusterUnavailable problem && good.isPresent()) {
                return good.get().with(Optional.of(problem));
            }
            throw failure.get();
        }
    }
}
