package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.audit.AuditTrail;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.LiveMember;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What can go wrong on the way to the cloud and back, step by step. In every case at most one write for each topic, a
 * final state that is true of Kafka, and a complete audit trail.
 */
class ResetFaultsIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final String TO_END = "{\"type\":\"to-latest\"}";
    private static final String SKIP_50 = "{\"type\":\"shift-by\",\"by\":50}";
    private static final Duration LONGER_THAN_ANYBODY_WAITS = Duration.ofMillis(2_500);
    private static RunningDashboard dashboard;

    @BeforeAll
    static void start() {
        dashboard = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @AfterEach
    void disarm() {
        EMULATOR.disarm();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}, offset {3}")
    @CsvSource(delimiter = '|', textBlock = """
            pinned   | drop-after                 | APPLIED | 100
            pinned   | drop-before                | UNKNOWN | 50
            pinned   | http-500                   | UNKNOWN | 50
            pinned   | http-503                   | UNKNOWN | 50
            pinned   | empty-body                 | UNKNOWN | 50
            pinned   | code RequestLimitExceeded  | FAILED  | 50
            pinned   | code FailedOperation       | FAILED  | 50
            pinned   | code InternalError         | UNKNOWN | 50
            pinned   | return-code 1049           | FAILED  | 50
            pinned   | delay                      | APPLIED | 100
            resolved | drop-after                 | APPLIED | 100
            resolved | drop-before                | UNKNOWN | 50
            resolved | http-500                   | UNKNOWN | 50
            resolved | empty-body                 | UNKNOWN | 50
            resolved | code RequestLimitExceeded  | FAILED  | 50
            resolved | return-code 1049           | FAILED  | 50
            resolved | delay                      | APPLIED | 100
            """)
    void isTruthfulWhateverBecomesOfTheWrite(String mode, String fault, String status, long offset) {
        String group = prepare("write-" + mode + "-" + fault.replace(' ', '-'));
        String reset = dashboard.approved(group, mode.equals("pinned") ? TO_END : SKIP_50, mode);
        String action = mode.equals("pinned") ? "BatchModifyGroupOffsets" : "ModifyGroupOffsets";
        int before = EMULATOR.requests(action);
        String[] words = fault.split(" ", -1);
        EMULATOR.arm(action, words[0], words.length > 1 ? words[1] : "", LONGER_THAN_ANYBODY_WAITS);

        dashboard.as("operator").post(reset + "/execution", "", 200);

        Awaitility.await().untilAsserted(() -> {
            assertThat(dashboard.as("viewer").get(reset).path("status").asString()).isEqualTo(status);
            assertThat(committed(group)).isEqualTo(offset);
        });
        assertThat(EMULATOR.requests(action) - before).as("writes sent").isEqualTo(1);
        assertThat(trail(reset)).contains("REQUEST_RESET DONE", "APPROVE_RESET DONE", "EXECUTE_RESET ATTEMPTED",
                "WRITE_OFFSETS ATTEMPTED").anyMatch(line -> line.matches("WRITE_OFFSETS (DONE|FAILED|UNKNOWN)"))
                .anyMatch(line -> line.matches("EXECUTE_RESET (DONE|FAILED|UNKNOWN)"));
        assertThat(dashboard.bean(AuditTrail.class).verify().broken()).isEmpty();
    }

    @ParameterizedTest(name = "{0} fails: {1}")
    @CsvSource({"DescribeGroupInfo, http-500", "DescribeGroupInfo, empty-body", "DescribeGroupInfo, drop-before",
        "DescribeGroupOffsets, http-503", "DescribeGroupOffsets, drop-after", "DescribeGroupOffsets, empty-body"})
    void sendsNothingWhenTheGroupCannotBeReadFirst(String action, String kind) {
        String group = prepare("read-" + action + "-" + kind);
        String reset = dashboard.approved(group, TO_END, "pinned");
        int before = EMULATOR.requests("BatchModifyGroupOffsets");
        EMULATOR.arm(action, kind, "", Duration.ZERO, 100);

        dashboard.as("operator").post(reset + "/execution", "", 503);

        assertThat(dashboard.as("viewer").get(reset).path("status").asString()).isEqualTo("APPROVED");
        assertThat(committed(group)).isEqualTo(50);
        assertThat(EMULATOR.requests("BatchModifyGroupOffsets")).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} fails: {1}")
    @CsvSource({"DescribeGroupInfo, http-500", "DescribeGroupInfo, http-503", "DescribeGroupInfo, empty-body",
        "DescribeGroupInfo, drop-before", "DescribeGroupInfo, drop-after", "DescribeGroupOffsets, http-500",
        "DescribeGroupOffsets, http-503", "DescribeGroupOffsets, empty-body", "DescribeGroupOffsets, drop-before",
        "DescribeGroupOffsets, drop-after"})
    void plansAndApprovesNothingThatCannotBeRead(String action, String kind) {
        String group = prepare("plan-" + action + "-" + kind);
        RunningDashboard.Person operator = dashboard.as("operator");
        String reset = "/api/v1/resets/" + operator.request(group, operator.preview(group, TO_END, "pinned")).path("id")
                .asString();
        EMULATOR.arm(action, kind, "", Duration.ZERO, 100);

        operator.post("/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[{"topic":"%s-topic"}],"target":%s}""".formatted(group, group, TO_END), 503);
        dashboard.as("approver").post(reset + "/approval", "", 503);

        assertThat(dashboard.as("viewer").get(reset).path("status").asString()).isEqualTo("PENDING");
        assertThat(committed(group)).isEqualTo(50);
    }

    @Test
    void staysUnknownWhileTheGroupCannotBeReadAfterwardsAndIsSettledByReadingLater() {
        String group = prepare("verify");
        String reset = dashboard.approved(group, TO_END, "pinned");
        int before = EMULATOR.requests("BatchModifyGroupOffsets");
        EMULATOR.arm("BatchModifyGroupOffsets", "delay", "", Duration.ofMillis(900));
        CompletableFuture<JsonNode> execution = CompletableFuture
                .supplyAsync(() -> dashboard.as("operator").post(reset + "/execution", "", 200));
        Awaitility.await().until(() -> EMULATOR.requests("BatchModifyGroupOffsets") > before);
        EMULATOR.arm("DescribeGroupOffsets", "http-500", "", Duration.ZERO, 100);

        assertThat(execution.join().path("status").asString()).isEqualTo("UNKNOWN");
        EMULATOR.disarm();

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(dashboard.as("viewer").get(reset).path("status").asString()).isEqualTo("APPLIED"));
        assertThat(EMULATOR.requests("BatchModifyGroupOffsets") - before).isEqualTo(1);
    }

    @Test
    void planSaysUnknownWhereTheEarliestOffsetIsUnknown() {
        String group = prepare("no-earliest");
        EMULATOR.arm("DescribeTopicSyncReplica", "http-500", "", Duration.ZERO, 100);

        JsonNode plan = dashboard.as("operator").preview(group, TO_END, "pinned");

        assertThat(plan.at("/topics/0/partitions/0/earliestOffset").isNull()).isTrue();
        assertThat(plan.path("warnings").valueStream().map(each -> each.path("code").asString()))
                .contains("earliest-unknown");
        assertThat(problem(group, "{\"type\":\"to-earliest\"}", 422)).endsWith(":earliest-unknown");
    }

    @Test
    void refusesAGroupThatBecameActiveAfterItsApproval() {
        String group = prepare("active");
        String reset = dashboard.approved(group, TO_END, "pinned");
        int before = EMULATOR.requests("BatchModifyGroupOffsets");

        try (LiveMember _ = LiveMember.join(BROKER.bootstrapServers(), group, "late", group + "-topic")) {
            assertThat(type(dashboard.as("operator").post(reset + "/execution", "", 409))).endsWith(":group-active");
        }

        assertThat(EMULATOR.requests("BatchModifyGroupOffsets")).isEqualTo(before);
        assertThat(trail(reset)).contains("EXECUTE_RESET REFUSED");
    }

    @Test
    void refusesAPlanWhoseGroupHasMovedSince() {
        String group = prepare("moved");
        String reset = dashboard.approved(group, TO_END, "pinned");
        BROKER.commit(group, group + "-topic", 0, 55);

        assertThat(type(dashboard.as("operator").post(reset + "/execution", "", 409))).endsWith(":stale-plan");
        assertThat(committed(group)).isEqualTo(55);
    }

    @Test
    void reportsAConsumerThatWritesOverTheReset() {
        String group = prepare("overwritten");
        String reset = dashboard.approved(group, TO_END, "pinned");

        dashboard.as("operator").post(reset + "/execution", "", 200);
        BROKER.commit(group, group + "-topic", 0, 61);

        Awaitility.await().untilAsserted(() -> assertThat(
                dashboard.as("viewer").get(reset).at("/outcome/topics/0/partitions/0/overwrittenBy").asLong())
                .isEqualTo(61));
        assertThat(dashboard.as("viewer").get(reset).at("/outcome/overwritten").asBoolean()).isTrue();
        assertThat(trail(reset)).anyMatch(line -> line.startsWith("OVERWRITE_SEEN"));
    }

    @Test
    void letsOneOfManyExecutorsWin() throws InterruptedException {
        String group = prepare("race");
        String reset = dashboard.approved(group, SKIP_50, "resolved");
        int before = EMULATOR.requests("ModifyGroupOffsets");
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Integer>> executors = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    await(go);
                    return dashboard.as(i % 2 == 0 ? "operator" : "approver").status(reset + "/execution");
                })).toList();
        go.countDown();

        assertThat(executors.stream().map(CompletableFuture::join)).containsOnlyOnce(200)
                .allMatch(status -> status == 200 || status == 409);
        assertThat(EMULATOR.requests("ModifyGroupOffsets") - before).isEqualTo(1);
        assertThat(committed(group)).isEqualTo(100);
    }

    @Test
    void carriesOutOneResetOfAGroupAtATime() {
        String group = prepare("in-flight");
        String first = dashboard.approved(group, TO_END, "pinned");
        String second = dashboard.approved(group, "{\"type\":\"to-earliest\"}", "pinned");
        int before = EMULATOR.requests("BatchModifyGroupOffsets");
        EMULATOR.arm("BatchModifyGroupOffsets", "delay", "", Duration.ofMillis(1_200));
        CompletableFuture<JsonNode> execution = CompletableFuture
                .supplyAsync(() -> dashboard.as("operator").post(first + "/execution", "", 200));
        Awaitility.await().until(() -> EMULATOR.requests("BatchModifyGroupOffsets") > before);

        assertThat(type(dashboard.as("operator").post(second + "/execution", "", 409))).endsWith(":reset-in-flight");
        assertThat(execution.join().path("status").asString()).isEqualTo("APPLIED");
    }

    @Test
    void isApprovedOnlyWhileThePlanIsTrue() {
        String group = prepare("stale-approval");
        RunningDashboard.Person operator = dashboard.as("operator");
        String reset = "/api/v1/resets/" + operator.request(group, operator.preview(group, TO_END, "pinned")).path("id")
                .asString();
        BROKER.commit(group, group + "-topic", 0, 55);

        assertThat(type(dashboard.as("approver").post(reset + "/approval", "", 409))).endsWith(":stale-plan");
        assertThat(dashboard.as("viewer").get(reset).path("status").asString()).isEqualTo("PENDING");
    }

    @Test
    void endsBetweenTwoTopicsWhenAStopIsRequested() {
        String group = prepare("stopped", 3);
        RunningDashboard.Person operator = dashboard.as("operator");
        String scope = IntStream.range(0, 3).mapToObj(topic -> "{\"topic\":\"" + topic(group, topic) + "\"}")
                .collect(Collectors.joining(","));
        JsonNode plan = operator.post("/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[%s],"target":%s}""".formatted(group, scope, TO_END), 201);
        String reset = "/api/v1/resets/" + operator.request(group, plan).path("id").asString();
        dashboard.as("approver").post(reset + "/approval", "", 200);
        int before = EMULATOR.requests("BatchModifyGroupOffsets");
        EMULATOR.arm("BatchModifyGroupOffsets", "delay", "", Duration.ofSeconds(1));
        CompletableFuture<JsonNode> execution = CompletableFuture
                .supplyAsync(() -> dashboard.as("operator").post(reset + "/execution", "", 200));
        Awaitility.await().until(() -> EMULATOR.requests("BatchModifyGroupOffsets") > before);

        operator.post(reset + "/cancellation", "", 200);

        JsonNode done = execution.join();
        assertThat(done.path("status").asString()).isEqualTo("PARTIALLY_APPLIED");
        assertThat(done.at("/outcome/stopped").asBoolean()).isTrue();
        assertThat(done.at("/outcome/topics").valueStream()
                .map(topic -> topic.at("/partitions/0/result").asString()))
                .containsExactly("CONFIRMED", "NOT_ATTEMPTED", "NOT_ATTEMPTED");
        assertThat(EMULATOR.requests("BatchModifyGroupOffsets") - before).isEqualTo(1);
    }

    @Test
    void sendsNothingThatCannotBeRecorded() {
        String group = prepare("no-audit");
        String reset = dashboard.approved(group, TO_END, "pinned");
        int before = EMULATOR.requests("BatchModifyGroupOffsets");
        JdbcClient jdbc = dashboard.bean(JdbcClient.class);
        jdbc.sql("alter table audit_head rename to audit_head_gone").update();
        try {
            dashboard.as("operator").post(reset + "/execution", "", 500);
        } finally {
            jdbc.sql("alter table audit_head_gone rename to audit_head").update();
        }

        assertThat(EMULATOR.requests("BatchModifyGroupOffsets")).isEqualTo(before);
        assertThat(committed(group)).isEqualTo(50);
        assertThat(dashboard.as("viewer").get(reset).path("status").asString()).isEqualTo("APPROVED");
    }

    private static String problem(String group, String target, int status) {
        return type(dashboard.as("operator").post("/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[{"topic":"%s-topic"}],"target":%s}""".formatted(group, group, target), status));
    }

    private static String type(JsonNode problem) {
        return problem.path("type").asString();
    }

    private static List<String> trail(String reset) {
        long id = Long.parseLong(reset.substring(reset.lastIndexOf('/') + 1));
        return dashboard.bean(AuditTrail.class)
                .find(new AuditTrail.Query(List.of(new IdPattern("*")), Optional.empty(), Optional.empty(), "", "", "",
                        "", 0, 1_000))
                .entries().stream().map(entry -> entry.event())
                .filter(event -> event.reset().isPresent() && event.reset().getAsLong() == id)
                .map(event -> event.action() + " " + event.phase()).toList();
    }

    private static String topic(String group, int number) {
        return group + "-topic" + (number == 0 ? "" : number);
    }

    private static String prepare(String name, int topics) {
        String group = prepare(name);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (int topic = 1; topic < topics; topic++) {
            BROKER.topic(topic(group, topic), 1);
            BROKER.produce(topic(group, topic), 0, 100);
            offsets.put(new TopicPartition(topic(group, topic), 0), 50L);
        }
        BROKER.commit(group, offsets);
        return group;
    }

    private static String prepare(String name) {
        String group = "faults-" + name;
        BROKER.topic(group + "-topic", 1);
        BROKER.produce(group + "-topic", 0, 100);
        BROKER.commit(group, Map.of(new TopicPartition(group + "-topic", 0), 50L));
        return group;
    }

    private static long committed(String group) {
        return Objects.requireNonNull(BROKER.committed(group).get(new TopicPartition(group + "-topic", 0)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
