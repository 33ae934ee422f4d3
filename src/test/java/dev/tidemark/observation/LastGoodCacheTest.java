package dev.tidemark.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastGoodCacheTest {
    private final MutableClock clock = new MutableClock();
    private final LastGoodCache<String, Integer> cache = new LastGoodCache<>(clock, Duration.ofSeconds(2),
            Duration.ofHours(1),
            10);
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void answersAgainWithoutReadingWhileTheAnswerIsFresh() {
        cache.get("group", reads::incrementAndGet);
        clock.advance(Duration.ofMillis(1_999));

        assertThat(cache.get("group", reads::incrementAndGet).value()).isEqualTo(1);
    }

    @Test
    void readsAnewOnceTheAnswerIsOld() {
        cache.get("group", reads::incrementAndGet);
        clock.advance(Duration.ofSeconds(2));

        Observed<Integer> second = cache.get("group", reads::incrementAndGet);

        assertThat(second.value()).isEqualTo(2);
        assertThat(second.observedAt()).isEqualTo(clock.instant());
    }

    @Test
    void keepsTheLastGoodAnswerWithItsAgeWhileReadingFails() {
        Observed<Integer> good = cache.get("group", () -> 42);
        clock.advance(Duration.ofSeconds(30));

        Observed<Integer> stale = cache.get("group", LastGoodCacheTest::fail);
        clock.advance(Duration.ofSeconds(30));
        Observed<Integer> staleStill = cache.get("group", LastGoodCacheTest::fail);

        assertThat(stale.value()).isEqualTo(42);
        assertThat(stale.observedAt()).isEqualTo(good.observedAt());
        assertThat(stale.problem()).get().extracting(ClusterUnavailable::code).isEqualTo(Optional.of("InternalError"));
        assertThat(staleStill.observedAt()).isEqualTo(good.observedAt());
    }

    @Test
    void forgetsTheProblemOnceReadingWorksAgain() {
        cache.get("group", () -> 42);
        clock.advance(Duration.ofSeconds(3));
        cache.get("group", LastGoodCacheTest::fail);
        clock.advance(Duration.ofSeconds(3));

        assertThat(cache.get("group", () -> 43)).isEqualTo(new Observed<>(43, clock.instant(), Optional.empty()));
    }

    @Test
    void failsWhenThereNeverWasAGoodAnswer() {
        assertThatThrownBy(() -> cache.get("group", LastGoodCacheTest::fail)).isInstanceOf(ClusterUnavailable.class);
    }

    @Test
    void doesNotAskAFailingCloudMoreOftenThanAHealthyOne() {
        for (int browser = 0; browser < 5; browser++) {
            assertThatThrownBy(() -> cache.get("group", () -> {
                reads.incrementAndGet();
                return fail();
            })).isInstanceOf(ClusterUnavailable.class);
        }

        assertThat(reads).hasValue(1);
    }

    @Test
    void letsOtherFailuresThroughAndDoesNotRememberThem() {
        assertThatThrownBy(() -> cache.get("group", () -> {
            throw new IllegalStateException("a defect");
        })).isInstanceOf(IllegalStateException.class).hasMessage("a defect");

        assertThat(cache.get("group", () -> 1).value()).isEqualTo(1);
    }

    @Test
    void readsOnceForAHundredBrowsersAtTheSameTime() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch asking = new CountDownLatch(100);
            List<Future<Observed<Integer>>> answers = IntStream.range(0, 100)
                    .mapToObj(browser -> browsers.submit(() -> {
                        asking.countDown();
                        return cache.get("group", () -> {
                            awaitQuietly(answer);
                            return reads.incrementAndGet();
                        });
                    })).toList();
            asking.await();
            answer.countDown();
            for (Future<Observed<Integer>> given : answers) {
                assertThat(given.get().value()).isEqualTo(1);
            }
        }
        assertThat(reads).hasValue(1);
    }

    private static Integer fail() {
        throw new ClusterUnavailable(Reason.REFUSED, Optional.of("InternalError"), Optional.of("r-1"), "no", null);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
