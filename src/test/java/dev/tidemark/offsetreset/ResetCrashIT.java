package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.SharedEmulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is left when the process is killed in the middle of a reset, and what the next one makes of it. */
class ResetCrashIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final String WRITE = "BatchModifyGroupOffsets";

    @TempDir
    private Path data;

    @AfterEach
    void disarm() {
        EMULATOR.disarm();
    }

    /** Two topics are to be written. The process dies while the named fault holds the write of the first or second. */
    @ParameterizedTest(name = "killed at write {0} ({1}): {2} and {3}")
    @CsvSource({"1, delay, CONFIRMED, NOT_ATTEMPTED, PARTIALLY_APPLIED", "2, delay, CONFIRMED, CONFIRMED, APPLIED"})
    void isSettledByReadingAndNothingIsSentAgain(int write, String fault, String first, String second, String status) {
        String group = prepare("crash-" + write, 2);
        int before = EMULATOR.requests(WRITE);
        String reset;
        try (DashboardProcess process = DashboardProcess.start(EMULATOR, data)) {
            reset = process.approved(group, 2);
            holdWrite(before, write, fault, process, reset);
            process.kill();
        }
        EMULATOR.disarm();

        try (DashboardProcess next = DashboardProcess.start(EMULATOR, data)) {
            Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(
                    () -> assertThat(next.get(reset).path("status").asString()).isEqualTo(status));
            JsonNode outcome = next.get(reset).path("outcome");
            assertThat(outcome.path("settled").asBoolean()).isTrue();
            assertThat(outcome.at("/topics/0/partitions/0/result").asString()).isEqualTo(first);
            assertThat(outcome.at("/topics/1/partitions/0/result").asString()).isEqualTo(second);
            assertThat(EMULATOR.requests(WRITE) - before).as("writes, before and after the crash").isEqualTo(write);
            assertThat(committed(group, 0)).isEqualTo(first.equals("CONFIRMED") ? 100 : 50);
            assertThat(committed(group, 1)).isEqualTo(second.equals("CONFIRMED") ? 100 : 50);
            assertThat(next.get("/api/v1/resets?group=" + group).path("total").asLong()).isEqualTo(1);
        }
    }

    @Test
    void forgetsNothingThatWasAskedForAndApproved() {
        String group = prepare("crash-approved", 1);
        String reset;
        try (DashboardProcess process = DashboardProcess.start(EMULATOR, data)) {
            reset = process.approved(group, 1);
            process.kill();
        }
        try (DashboardProcess next = DashboardProcess.start(EMULATOR, data)) {
            assertThat(next.get(reset).path("status").asString()).isEqualTo("APPROVED");
            next.post("operator", reset + "/execution", "", 200);
            assertThat(committed(group, 0)).isEqualTo(100);
        }
    }

    @Test
    void leavesItApprovedWhenItDiesBeforeTheFirstWrite() {
        String group = prepare("crash-before", 1);
        int before = EMULATOR.requests(WRITE);
        String reset;
        try (DashboardProcess process = DashboardProcess.start(EMULATOR, data)) {
            reset = process.approved(group, 1);
            int reads = EMULATOR.requests("DescribeGroupInfo");
            EMULATOR.arm("DescribeGroupInfo", "delay", "", Duration.ofSeconds(1));
            process.postWithoutWaiting("operator", reset + "/execution");
            Awaitility.await().until(() -> EMULATOR.requests("DescribeGroupInfo") > reads);
            process.kill();
        }
        try (DashboardProcess next = DashboardProcess.start(EMULATOR, data)) {
            assertThat(next.get(reset).path("status").asString()).isEqualTo("APPROVED");
            assertThat(EMULATOR.requests(WRITE)).isEqualTo(before);
            assertThat(committed(group, 0)).isEqualTo(50);
        }
    }

    @Test
    void isSettledByReadingWhenItDiesBetweenTheWriteAndLookingAtIt() {
        String group = prepare("crash-verify", 1);
        int before = EMULATOR.requests(WRITE);
        String reset;
        try (DashboardProcess process = DashboardProcess.start(EMULATOR, data)) {
            reset = process.approved(group, 1);
            EMULATOR.arm(WRITE, "delay", "", Duration.ofMillis(900));
            process.postWithoutWaiting("operator", reset + "/execution");
            Awaitility.await().until(() -> EMULATOR.requests(WRITE) > before);
            int reads = EMULATOR.requests("DescribeGroupInfo");
            EMULATOR.arm("DescribeGroupInfo", "delay", "", Duration.ofSeconds(1));
            Awaitility.await().until(() -> EMULATOR.requests("DescribeGroupInfo") > reads);
            process.kill();
        }
        EMULATOR.disarm();
        try (DashboardProcess next = DashboardProcess.start(EMULATOR, data)) {
            Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(
                    () -> assertThat(next.get(reset).path("status").asString()).isEqualTo("APPLIED"));
            assertThat(next.get(reset).at("/outcome/settled").asBoolean()).isTrue();
            assertThat(EMULATOR.requests(WRITE) - before).isEqualTo(1);
        }
    }

    private static void holdWrite(int before, int write, String fault, DashboardProcess process, String reset) {
        // The writes before the one that is to be held come too fast to arm in between, so they are held for a moment.
        EMULATOR.arm(WRITE, fault, "", Duration.ofMillis(900), write);
        process.postWithoutWaiting("operator", reset + "/execution");
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> EMULATOR.requests(WRITE) - before >= write);
    }

    private static String prepare(String name, int topics) {
        String group = "resets-" + name;
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (int topic = 0; topic < topics; topic++) {
            BROKER.topic(group + "-" + topic, 1);
            BROKER.produce(group + "-" + topic, 0, 100);
            offsets.put(new TopicPartition(group + "-" + topic, 0), 50L);
        }
        BROKER.commit(group, offsets);
        return group;
    }

    private static long committed(String group, int topic) {
        return Objects.requireNonNull(BROKER.committed(group).get(new TopicPartition(group + "-" + topic, 0)));
    }
}
