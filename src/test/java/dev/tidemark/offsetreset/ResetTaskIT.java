package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Writes that CKafka works on in the background: they are asked for in peace, and for as long as it takes. */
@ExtendWith(OutputCaptureExtension.class)
class ResetTaskIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final String WRITE = "BatchModifyGroupOffsets";
    private static final String TASK = "DescribeTaskStatus";
    private static final Duration LONG = Duration.ofSeconds(60);

    @AfterEach
    void disarm() {
        EMULATOR.disarm();
    }

    @Test
    void pausesBetweenTwoQuestionsAlsoAfterOneThatFailed(CapturedOutput output) {
        String group = prepare("task-asked");
        int asked = EMULATOR.requests(TASK);
        EMULATOR.arm(WRITE, "task", "", Duration.ofSeconds(4));
        EMULATOR.arm(TASK, "code", "FailedOperation", Duration.ZERO, 5);
        try (RunningDashboard dashboard = start("task-asked")) {
            String reset = executed(dashboard, group);
            awaitStatus(dashboard, reset, "APPLIED");

            JsonNode write = dashboard.as("viewer").get(reset).at("/execution/writes/0");
            long seconds = Duration.between(Instant.parse(write.path("sentAt").asString()),
                    Instant.parse(write.path("answeredAt").asString())).toSeconds();
            assertThat(EMULATOR.requests(TASK) - asked).isBetween(2, (int) seconds + 2);
            Awaitility.await().atMost(LONG).until(() -> output.getOut().contains(": watching ended after 4 checks"));
        }
    }

    @Test
    void waitsNoLongerThanATaskMayTakeAndAsksAgainLater() {
        String group = prepare("task-long");
        EMULATOR.arm(WRITE, "task", "", Duration.ofSeconds(12));
        try (RunningDashboard dashboard = start("task-long", "--tidemark.resets.max-task-time=2s")) {
            String reset = executed(dashboard, group);
            awaitStatus(dashboard, reset, "UNKNOWN");
            assertThat(dashboard.as("viewer").get(reset).at("/execution/writes/0/answer").asString())
                    .isEqualTo("RUNNING");

            awaitStatus(dashboard, reset, "APPLIED");
            assertThat(committed(group)).isEqualTo(100);
        }
    }

    @Test
    void leavesATaskOpenWhenItsProcessIsShutDown(CapturedOutput output) {
        String group = prepare("task-shutdown");
        int before = EMULATOR.requests(WRITE);
        int asked = EMULATOR.requests(TASK);
        EMULATOR.arm(WRITE, "task", "", Duration.ofSeconds(25));
        String reset;
        try (RunningDashboard first = start("task-shutdown")) {
            reset = executed(first, group);
            Awaitility.await().atMost(LONG).until(() -> EMULATOR.requests(TASK) > asked);
        }
        assertThat(output).contains(": execution ended, UNKNOWN", ": not watched, this process is shut down");
        try (RunningDashboard next = start("task-shutdown")) {
            awaitStatus(next, reset, "APPLIED");
            assertThat(committed(group)).isEqualTo(100);
            assertThat(EMULATOR.requests(WRITE) - before).isEqualTo(1);
        }
    }

    private static RunningDashboard start(String database, String... more) {
        String[] all = new String[more.length + 2];
        System.arraycopy(more, 0, all, 2, more.length);
        all[0] = "--tidemark.resets.housekeeping=1s";
        all[1] = "--logging.level.dev.tidemark.offsetreset=INFO";
        return RunningDashboard.watching(EMULATOR, "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;"
                + "DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", all);
    }

    private static String executed(RunningDashboard dashboard, String group) {
        String reset = dashboard.approved(group, "{\"type\":\"to-latest\"}", "pinned");
        dashboard.as("operator").post(reset + "/execution", "", 200);
        return reset;
    }

    /** Never by way of a state that says that nothing moved. */
    private static void awaitStatus(RunningDashboard dashboard, String reset, String status) {
        Awaitility.await().atMost(LONG)
                .failFast("settled while CKafka works on it", () -> status(dashboard, reset).equals("FAILED"))
                .until(() -> status(dashboard, reset).equals(status));
    }

    private static String status(RunningDashboard dashboard, String reset) {
        return dashboard.as("viewer").get(reset).path("status").asString();
    }

    private static String prepare(String group) {
        BROKER.topic(group + "-topic", 1);
        BROKER.produce(group + "-topic", 0, 100);
        BROKER.commit(group, Map.of(new TopicPartition(group + "-topic", 0), 50L));
        return group;
    }

    private static long committed(String group) {
        return Objects.requireNonNull(BROKER.committed(group).get(new TopicPartition(group + "-topic", 0)));
    }
}
