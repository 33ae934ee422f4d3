package dev.tidemark.sandbox.emulator.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.sandbox.emulator.action.reset.CheckTaskStatus;
import dev.tidemark.sandbox.emulator.action.reset.DescribeTaskStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TasksTest {
    private final Tasks tasks = new Tasks(Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));
    private final AtomicInteger writes = new AtomicInteger();

    @Test
    void runsUntilItsTimeIsOverAndWritesNothingBefore() {
        long flowId = tasks.start(new ActionFault.Task(Duration.ofMinutes(10), ""), writes::incrementAndGet);

        assertThat(flowId).isPositive();
        assertThat(tasks.state(flowId).status()).isEqualTo(2);
        assertThat(writes).hasValue(0);
    }

    @Test
    void isDoneOnlyAfterItHasWrittenOnce() {
        long begun = System.nanoTime();
        long flowId = tasks.start(new ActionFault.Task(Duration.ofMillis(300), ""), writes::incrementAndGet);

        awaitEnd(flowId);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(tasks.state(flowId).status()).isZero();
        assertThat(writes).hasValue(1);
    }

    @Test
    void failsWithTheReasonThatWasArmedAndWritesNothing() {
        long flowId = tasks.start(new ActionFault.Task(Duration.ofMillis(1), "broker restarted"),
                writes::incrementAndGet);

        awaitEnd(flowId);

        assertThat(tasks.state(flowId)).isEqualTo(new Tasks.State(1, "broker restarted"));
        assertThat(writes).hasValue(0);
    }

    @Test
    void failsWhenKafkaRefusesTheWriteThatWasAccepted() {
        long refused = tasks.start(new ActionFault.Task(Duration.ofMillis(1), ""), () -> {
            throw new ApiError("FailedOperation", "The consumer group is not empty.");
        });
        long broken = tasks.start(new ActionFault.Task(Duration.ofMillis(1), ""), () -> {
            throw new IllegalStateException("closed");
        });

        awaitEnd(refused);
        awaitEnd(broken);

        assertThat(tasks.state(refused)).isEqualTo(new Tasks.State(1, "The consumer group is not empty."));
        assertThat(tasks.state(broken).status()).isEqualTo(1);
    }

    @Test
    void givesEveryTaskAFlowIdOfItsOwnAndKnowsNoOther() {
        long first = tasks.start(new ActionFault.Task(Duration.ofMinutes(10), ""), writes::incrementAndGet);
        long second = tasks.start(new ActionFault.Task(Duration.ofMinutes(10), ""), writes::incrementAndGet);

        assertThat(second).isNotEqualTo(first);
        assertThat(tasks.state(0).status()).isZero();
        assertThat(catchThrowableOfType(ApiError.class, () -> tasks.state(second + 1)).code())
                .isEqualTo("FailedOperation");
    }

    @Test
    void isVisibleToClientsOfBothApis() {
        DescribeTaskStatus newer = new DescribeTaskStatus(tasks);
        long running = tasks.start(new ActionFault.Task(Duration.ofMinutes(10), ""), writes::incrementAndGet);
        long failed = tasks.start(new ActionFault.Task(Duration.ofMillis(1), "no"), writes::incrementAndGet);
        awaitEnd(failed);

        assertThat(new CheckTaskStatus(newer).answer(parameters("{\"flowId\":\"" + running + "\"}")).data().status())
                .isEqualTo(2);
        assertThat(new CheckTaskStatus(newer).answer(parameters("{\"flowId\":\"" + failed + "\"}")).data().status())
                .isEqualTo(1);
        assertThat(newer.answer(parameters("{\"FlowId\":" + failed + "}")).result())
                .isEqualTo(new DescribeTaskStatus.Result(1, "no"));
    }

    private void awaitEnd(long flowId) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> tasks.state(flowId).status() != 2);
    }

    private static Parameters parameters(String json) {
        return new Parameters(new JsonMapper().readTree(json), true);
    }
}
