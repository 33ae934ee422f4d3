package dev.tidemark.ckafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidemark.ckafka.CkafkaProperties.Budget;
import dev.tidemark.kafka.ClusterUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CallBudgetTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void neverExceedsTheQuotaInAnyOneSecond() throws Exception {
        CallBudget budget = budget(Map.of("DescribeGroup", 20), Duration.ofSeconds(30));
        List<Long> granted = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Long> call = () -> {
                budget.await("main", "DescribeGroup", Urgency.PERSON);
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
        CallBudget budget = budget(Map.of("DescribeGroup", 1), Duration.ofMillis(10));
        budget.await("main", "DescribeGroup", Urgency.PERSON);

        assertThatThrownBy(() -> budget.await("main", "DescribeGroup", Urgency.PERSON))
                .isInstanceOfSatisfying(ClusterUnavailable.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ClusterUnavailable.Reason.THROTTLED))
                .hasMessageContaining("DescribeGroup");
    }

    @Test
    void letsPeopleQueueLongerForWhatIsAllowedOnceASecond() {
        CallBudget budget = budget(Map.of(), Duration.ofMillis(400));
        budget.await("main", "FetchMessageListByOffset", Urgency.PERSON);

        assertThatCode(() -> budget.await("main", "FetchMessageListByOffset", Urgency.PERSON))
                .doesNotThrowAnyException();
    }

    @Test
    void leavesPeopleRoomWhileTheBackgroundTakesAllItMay() throws Exception {
        CallBudget budget = budget(Map.of("DescribeGroupOffsets", 100), Duration.ofMillis(150));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < 4; worker++) {
                callers.execute(() -> takeAll(budget));
            }
            for (int page = 0; page < 20; page++) {
                assertThat(catchThrowable(() -> budget.await("main", "DescribeGroupOffsets", Urgency.PERSON)))
                        .as("page %d", page).isNull();
            }
            callers.shutdownNow();
        }
    }

    @Test
    void countsEachAccountAndEachActionForItself() {
        CallBudget budget = budget(Map.of("DescribeGroup", 1, "DescribeGroupInfo", 1), Duration.ZERO);

        budget.await("main", "DescribeGroup", Urgency.PERSON);
        budget.await("other", "DescribeGroup", Urgency.PERSON);
        budget.await("main", "DescribeGroupInfo", Urgency.PERSON);

        assertThat(meters.get("tidemark.ckafka.budget.available").gauges()).hasSize(3);
    }

    @Test
    void makesTheBackgroundWaitAfterTheCloudThrottledAllTheSameAndNoPerson() {
        CallBudget budget = budget(Map.of("DescribeGroup", 100), Duration.ZERO);
        budget.await("main", "DescribeGroup", Urgency.PERSON);

        budget.throttled("main", "DescribeGroup");

        assertThat(meters.get("tidemark.ckafka.budget.background.available").gauge().value()).isNegative();
        assertThatCode(() -> budget.await("main", "DescribeGroup", Urgency.PERSON)).doesNotThrowAnyException();
    }

    private static void takeAll(CallBudget budget) {
        try {
            while (true) {
                budget.await("main", "DescribeGroupOffsets", Urgency.BACKGROUND);
            }
        } catch (ClusterUnavailable stopped) {
            return;
        }
    }

    private CallBudget budget(Map<String, Integer> quotas, Duration patience) {
        return new CallBudget(new Budget(quotas, 0.3, patience), meters);
    }
}
