package dev.tidemark.ckafka.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.ckafka.account.CkafkaProperties.Budget;
import dev.tidemark.kafka.ClusterUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void neverExceedsTheQuotaInAnyOneSecond() throws Exception {
        RequestBudget budget = budget(Map.of("DescribeGroup", 20), Duration.ofSeconds(30));
        List<Long> granted = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Long> call = () -> {
                budget.await("main", "DescribeGroup", Caller.INTERACTIVE);
                return System.nanoTime();
            };
            for (var turn : callers.invokeAll(Collections.nCopies(45, call))) {
                granted.add(turn.get());
            }
        }
        granted.sort(null);

        for (int i = 0; i + 20 < granted.size(); i++) {
            assertThat(granted.get(i + 20) - granted.get(i)).as("21 calls from number %d on", i)
                    .isGreaterThan(Duration.ofMillis(950).toNanos());
        }
    }

    @Test
    void refusesAPersonWhoseTurnDoesNotComeInTime() {
        RequestBudget budget = budget(Map.of("DescribeGroup", 1), Duration.ofMillis(10));
        budget.await("main", "DescribeGroup", Caller.INTERACTIVE);

        assertThatThrownBy(() -> budget.await("main", "DescribeGroup", Caller.INTERACTIVE))
                .isInstanceOfSatisfying(ClusterUnavailable.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ClusterUnavailable.Reason.THROTTLED))
                .hasMessageContaining("DescribeGroup");
    }

    @Test
    void letsPeopleQueueLongerForWhatIsAllowedOnceASecond() {
        RequestBudget budget = budget(Map.of(), Duration.ofMillis(400));
        budget.await("main", "FetchMessageListByOffset", Caller.INTERACTIVE);

        assertThatCode(() -> budget.await("main", "FetchMessageListByOffset", Caller.INTERACTIVE))
                .doesNotThrowAnyException();
    }

    @Test
    void leavesPeopleRoomWhileTheBackgroundTakesAllItMay() throws Exception {
        RequestBudget budget = budget(Map.of("DescribeGroupOffsets", 100), Duration.ofMillis(150));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < 4; worker++) {
                callers.execute(() -> takeAll(budget));
            }
            for (int page = 0; page < 20; page++) {
                assertThat(catchThrowable(() -> budget.await("main", "DescribeGroupOffsets", Caller.INTERACTIVE)))
                        .as("page %d", page).isNull();
            }
            callers.shutdownNow();
        }
    }

    @Test
    void countsEachAccountAndEachActionForItself() {
        RequestBudget budget = budget(Map.of("DescribeGroup", 1, "DescribeGroupInfo", 1), Duration.ZERO);

        budget.await("main", "DescribeGroup", Caller.INTERACTIVE);
        budget.await("other", "DescribeGroup", Caller.INTERACTIVE);
        budget.await("main", "DescribeGroupInfo", Caller.INTERACTIVE);

        assertThat(meters.get("tidemark.ckafka.budget.available").gauges()).hasSize(3);
    }

    @Test
    void makesTheBackgroundWaitAfterTheCloudThrottledAllTheSameAndNoPerson() {
        RequestBudget budget = budget(Map.of("DescribeGroup", 100), Duration.ZERO);
        budget.await("main", "DescribeGroup", Caller.INTERACTIVE);

        budget.throttled("main", "DescribeGroup");

        assertThat(meters.get("tidemark.ckafka.budget.background.available").gauge().value()).isNegative();
        assertThatCode(() -> budget.await("main", "DescribeGroup", Caller.INTERACTIVE)).doesNotThrowAnyException();
    }

    @Test
    void grantsTurnsToPeopleInTheOrderInWhichTheyAsked() throws Exception {
        RequestBudget budget = budget(Map.of("DescribeGroup", 6), Duration.ofSeconds(10));
        budget.await("main", "DescribeGroup", Caller.INTERACTIVE);
        List<Integer> granted = Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            int number = caller;
            Thread waiting = Thread.ofVirtual().start(() -> {
                budget.await("main", "DescribeGroup", Caller.INTERACTIVE);
                granted.add(number);
            });
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> hasAsked(waiting));
            callers.add(waiting);
        }
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(granted).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void letsTwoWhoAskInARowTakeTurnsAndRefusesNeither() throws Exception {
        RequestBudget budget = budget(Map.of("FetchMessageListByTimestamp", 21), Duration.ofMillis(400));
        List<String> granted = Collections.synchronizedList(new ArrayList<>());
        Set<String> begun = ConcurrentHashMap.newKeySet();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> both = Stream.of("one", "other").<Callable<Integer>>map(name -> () -> {
                for (int partition = 0; partition < 20; partition++) {
                    budget.await("main", "FetchMessageListByTimestamp", Caller.INTERACTIVE);
                    begun.add(name);
                    if (begun.size() == 2) {
                        granted.add(name);
                    }
                }
                return 20;
            }).toList();
            for (Future<Integer> caller : callers.invokeAll(both)) {
                assertThat(caller.get()).isEqualTo(20);
            }
        }

        for (int i = 2; i < granted.size() - 2; i++) {
            assertThat(granted.subList(i - 2, i + 1)).as("from %d on", i - 2).doesNotContainSequence(
                    Collections.nCopies(3, granted.get(i)));
        }
    }

    @Test
    void letsPeopleInBeforeBackgroundWorkThatCameEarlier() throws Exception {
        RequestBudget budget = budget(Map.of("DescribeGroup", 6), Duration.ofSeconds(10));
        budget.await("main", "DescribeGroup", Caller.INTERACTIVE);
        List<Caller> granted = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread background = Thread.ofVirtual().start(() -> {
                budget.await("main", "DescribeGroup", Caller.BACKGROUND);
                granted.add(Caller.BACKGROUND);
            });
            Awaitility.await().until(() -> background.getState() == Thread.State.TIMED_WAITING);
            for (int person = 0; person < 3; person++) {
                callers.execute(() -> {
                    budget.await("main", "DescribeGroup", Caller.INTERACTIVE);
                    granted.add(Caller.INTERACTIVE);
                });
            }
            background.join();
        }

        assertThat(granted).containsExactly(Caller.INTERACTIVE, Caller.INTERACTIVE, Caller.INTERACTIVE,
                Caller.BACKGROUND);
    }

    @Test
    void endsTheWaitOfAThreadThatIsInterruptedAndLetsTheNextOneIn() throws Exception {
        RequestBudget budget = budget(Map.of(), Duration.ofSeconds(2));
        budget.await("main", "FetchMessageListByTimestamp", Caller.INTERACTIVE);
        CompletableFuture<ClusterUnavailable> ended = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            ended.complete(catchThrowableOfType(ClusterUnavailable.class,
                    () -> budget.await("main", "FetchMessageListByTimestamp", Caller.INTERACTIVE)));
        });
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(
                () -> budget.expectedWait("main", "FetchMessageListByTimestamp").compareTo(Duration.ofSeconds(1)) > 0);
        waiting.interrupt();

        assertThat(ended.get(500, TimeUnit.MILLISECONDS).reason()).isEqualTo(ClusterUnavailable.Reason.THROTTLED);
        assertThat(budget.expectedWait("main", "FetchMessageListByTimestamp")).isLessThan(Duration.ofSeconds(1));
        assertThatCode(() -> budget.await("main", "FetchMessageListByTimestamp", Caller.INTERACTIVE))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotEvenBeginToWaitOnAThreadThatWasInterrupted() {
        RequestBudget budget = budget(Map.of(), Duration.ofSeconds(2));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> budget.await("main", "DescribeGroup", Caller.INTERACTIVE))
                .isInstanceOf(ClusterUnavailable.class);
        assertThat(Thread.interrupted()).as("still says so").isTrue();
    }

    @Test
    void refusesAtOnceWhereTheTurnCannotComeInTime() throws Exception {
        RequestBudget budget = budget(Map.of("DescribeGroup", 1), Duration.ofMillis(300));
        budget.await("main", "DescribeGroup", Caller.INTERACTIVE);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = callers.submit(() -> budget.await("main", "DescribeGroup", Caller.INTERACTIVE));
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(
                    () -> budget.expectedWait("main", "DescribeGroup").compareTo(Duration.ofMillis(1200)) > 0);

            assertThatThrownBy(() -> budget.await("main", "DescribeGroup", Caller.INTERACTIVE))
                    .isInstanceOf(ClusterUnavailable.class);
            assertThat(first.isDone()).as("the one in front still waits").isFalse();
        }
    }

    private static boolean hasAsked(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.TERMINATED;
    }

    private static void takeAll(RequestBudget budget) {
        try {
            while (true) {
                budget.await("main", "DescribeGroupOffsets", Caller.BACKGROUND);
            }
        } catch (ClusterUnavailable stopped) {
            return;
        }
    }

    private RequestBudget budget(Map<String, Integer> quotas, Duration maxWait) {
        return new RequestBudget(new Budget(quotas, 0.3, maxWait), meters);
    }
}
