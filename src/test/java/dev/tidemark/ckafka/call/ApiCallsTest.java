package dev.tidemark.ckafka.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.ckafka.account.CkafkaProperties.Budget;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.backoff.BackOffExecution;

class ApiCallsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void endsAReadWhoseNextTurnDoesNotComeInTime() {
        ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class,
                () -> read(budget(Map.of("DescribeGroup", 1), Duration.ofMillis(1)), () -> {
                }));

        assertThat(problem.reason()).isEqualTo(Reason.THROTTLED);
        assertThat(sent).hasValue(1);
    }

    @Test
    void endsAReadThatIsInterruptedBetweenTwoAttemptsWithItsLastFailure() {
        ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class,
                () -> read(budget(Map.of(), Duration.ofSeconds(2)), () -> Thread.currentThread().interrupt()));

        assertThat(Thread.interrupted()).as("still says so").isTrue();
        assertThat(problem.reason()).isEqualTo(Reason.NETWORK);
        assertThat(sent).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"FetchMessageListByTimestamp, 12, 500, 4000", "DescribeGroup, 3, 100, 800"})
    void asksLongerWhereTheQuotaOfOneRequestASecondIsSharedWithOtherProcesses(String action, int attempts,
            long shortest, long longest) {
        ReadRetryPolicy policy = new ReadRetryPolicy(budget(Map.of(), Duration.ofSeconds(2)), action);
        BackOffExecution pauses = policy.getBackOff().start();
        ClusterUnavailable throttled = new ClusterUnavailable(Reason.THROTTLED, Optional.of("RequestLimitExceeded"),
                Optional.empty(), "too many", null);

        for (int attempt = 1; attempt < attempts; attempt++) {
            assertThat(policy.shouldRetry(throttled)).isTrue();
            assertThat(pauses.nextBackOff()).isBetween(shortest, longest);
        }
        assertThat(pauses.nextBackOff()).isEqualTo(BackOffExecution.STOP);
    }

    private void read(RequestBudget budget, Runnable before) {
        new ApiCalls(budget, meters).read(new Region("test", "ap-guangzhou"), "DescribeGroup", Caller.INTERACTIVE,
                () -> {
                    sent.incrementAndGet();
                    before.run();
                    throw ClusterUnavailable.coded(Reason.NETWORK, null, "unreadable", "DescribeGroup");
                });
    }

    private RequestBudget budget(Map<String, Integer> quotas, Duration maxWait) {
        return new RequestBudget(new Budget(quotas, 0.3, maxWait), meters);
    }
}
