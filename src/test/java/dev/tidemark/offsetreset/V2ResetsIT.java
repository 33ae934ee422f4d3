package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The whole journey for an account that is reached through the legacy API: listed, searched, previewed, asked for,
 * approved by another person, executed, verified and undone, over HTTP and before a real Kafka.
 */
class V2ResetsIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final String INSTANCE = "/api/v1/instances/ckafka-resets";
    private static RunningDashboard dashboard;

    @BeforeAll
    static void start() {
        dashboard = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE,
                "--tidemark.ckafka.accounts[0].api=v2");
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @BeforeEach
    void disarm() {
        EMULATOR.disarm();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"to-earliest"}                      | 10  | 10 | MOVED
            {"type":"to-latest"}                        | 100 | 100 | CONFIRMED
            {"type":"to-offset","offset":70}            | 70  | 70 | CONFIRMED
            {"type":"to-offset","offset":3}             | 10  | 10 | MOVED
            {"type":"shift-by","by":-20}                | 30  | 40 | CONFIRMED
            {"type":"shift-by","by":45}                 | 95  | 100 | CONFIRMED
            {"type":"shift-by","by":-45}                | 10  | 15 | MOVED CONFIRMED
            {"type":"to-datetime","datetime":"2001-09-10T00:00:00Z"} | 10 | 10 | MOVED
            {"type":"by-duration","duration":"PT1H"}    | 10  | 10 | MOVED
            """)
    void movesNothingBeforeItIsExecutedAndThenWhatThePlanSaid(String target, long first, long second,
            String result) {
        String group = prepare("scenario-" + Integer.toHexString(target.hashCode()));
        int before = EMULATOR.requests("SetGroupOffset");

        JsonNode asked = dashboard.as("operator").request(group,
                dashboard.as("operator").preview(group, target, "resolved"));
        assertThat(asked.path("status").asString()).isEqualTo("PENDING");
        String id = asked.path("id").asString();
        dashboard.as("approver").post("/api/v1/resets/" + id + "/approval", "", 200);
        assertThat(committed(group)).containsExactly(50L, 60L);
        JsonNode done = dashboard.as("operator").post("/api/v1/resets/" + id + "/execution", "", 200);

        assertThat(committed(group)).containsExactly(first, second);
        assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("APPLIED");
        List<JsonNode> receipts = done.at("/outcome/topics/0/partitions").valueStream().toList();
        assertThat(receipts).extracting(receipt -> receipt.path("after").asLong()).containsExactly(first, second);
        assertThat(receipts).extracting(receipt -> receipt.path("result").asString())
                .hasSameElementsAs(List.of(result.split(" ", -1)));
        assertThat(done.at("/execution/writes/0/partitions").valueStream().map(told -> told.path("offset").asLong()))
                .containsExactly(first, second);
        assertThat(EMULATOR.requests("SetGroupOffset")).isEqualTo(before + 1);
        assertThat(EMULATOR.requests("BatchModifyGroupOffsets") + EMULATOR.requests("ModifyGroupOffsets")).isZero();
    }

    @Test
    void listsPagesAndSearchesThroughTheSameDoors() {
        String group = prepare("reading");
        RunningDashboard.Person viewer = dashboard.as("viewer");

        assertThat(viewer.get("/api/v1/instances").at("/instances/0/instanceId").asString())
                .isEqualTo("ckafka-resets");
        JsonNode found = viewer.get(INSTANCE + "/groups?search=v2-read&limit=1");
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.at("/groups/0/state").asString()).isEqualTo("Empty");
        assertThat(viewer.get(INSTANCE + "/groups?limit=1&offset=1").path("groups")).hasSizeLessThanOrEqualTo(1);
        assertThat(viewer.get(INSTANCE + "/group?name=" + group).path("state").asString()).isEqualTo("Empty");
        assertThat(viewer.get(INSTANCE + "/group/offsets?name=" + group + "&search=read").path("lag").asInt())
                .isEqualTo(90);
        assertThat(viewer.failed(INSTANCE + "/groups?state=Empty", 501).path("type").asString())
                .endsWith("api-cannot");
    }

    @Test
    void undoesAShiftByTheOppositeShift() {
        String group = prepare("undo-shift");
        JsonNode done = execute(group, "{\"type\":\"shift-by\",\"by\":20}");
        assertThat(committed(group)).containsExactly(70L, 80L);

        JsonNode back = undo(done, 201);
        assertThat(back.path("mode").asString()).isEqualTo("resolved");
        JsonNode undone = approveAndExecute(dashboard.as("operator").request(group, back));

        assertThat(undone.path("status").asString()).isEqualTo("APPLIED");
        assertThat(committed(group)).containsExactly(50L, 60L);
    }

    @Test
    void refusesToUndoWhereNoSingleMoveLeadsBack() {
        String group = prepare("undo-none");
        JsonNode done = execute(group, "{\"type\":\"to-latest\"}");

        assertThat(undo(done, 422).path("type").asString()).endsWith("no-way-back");
        assertThat(committed(group)).containsExactly(100L, 100L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "to-latest |  | pinned   | not-supported",
        "to-current |  | resolved | not-supported",
        "to-current |  | pinned | not-supported",
        "to-latest | ,\"partitions\":[0] | resolved | whole-topics-only"})
    void refusesWhatTheApiCannotDoWithAReason(String target, String partitions, String mode, String reason) {
        String group = prepare("refused-" + target + "-" + mode + (partitions == null ? "" : "-some"));

        JsonNode problem = dashboard.as("operator").post(INSTANCE + "/reset-previews", """
                {"group":"%s","scope":[{"topic":"%s-topic"%s}],"target":{"type":"%s"},"mode":"%s"}""".formatted(group,
                group, partitions == null ? "" : partitions, target, mode), 422);

        assertThat(problem.path("type").asString()).endsWith(reason);
        assertThat(problem.path("detail").asString()).contains("API v2");
    }

    @Test
    void isNotExecutedWhenItWouldMoveAPartitionThatThePlanLacks() throws Exception {
        String group = prepare("grown");
        String reset = dashboard.approved(group, "{\"type\":\"to-latest\"}", "resolved");
        BROKER.admin().createPartitions(Map.of(group + "-topic", NewPartitions.increaseTo(3))).all().get();
        int before = EMULATOR.requests("SetGroupOffset");

        Awaitility.await().untilAsserted(() -> assertThat(
                dashboard.as("operator").get(INSTANCE + "/group/offsets?name=" + group)
                        .at("/topics/0/partitions"))
                .hasSize(3));
        JsonNode refused = dashboard.as("operator").post(reset + "/execution", "", 409);

        assertThat(refused.path("type").asString()).endsWith("stale-plan");
        assertThat(EMULATOR.requests("SetGroupOffset")).isEqualTo(before);
        assertThat(committed(group)).containsExactly(50L, 60L);
    }

    @Test
    void callsATopicThatTheApiReportedAsFailedWhatItIs() {
        String group = prepare("failed");
        String reset = dashboard.approved(group, "{\"type\":\"to-latest\"}", "resolved");
        EMULATOR.arm("SetGroupOffset", "return-code", "16", Duration.ZERO);

        JsonNode done = dashboard.as("operator").post(reset + "/execution", "", 200);

        assertThat(done.path("status").asString()).isEqualTo("FAILED");
        assertThat(done.at("/execution/writes/0/answer").asString()).isEqualTo("REFUSED");
        assertThat(done.at("/execution/writes/0/code").asString()).isEqualTo("error 16");
        assertThat(committed(group)).containsExactly(50L, 60L);
    }

    @Test
    void readsAgainInsteadOfSendingAgainWhenTheAnswerToAShiftIsLost() {
        String group = prepare("lost");
        String reset = dashboard.approved(group, "{\"type\":\"shift-by\",\"by\":10}", "resolved");
        EMULATOR.arm("SetGroupOffset", "drop-after", "", Duration.ZERO);
        int before = EMULATOR.requests("SetGroupOffset");

        JsonNode done = dashboard.as("operator").post(reset + "/execution", "", 200);

        assertThat(done.path("status").asString()).isEqualTo("APPLIED");
        assertThat(done.at("/execution/writes/0/answer").asString()).isEqualTo("UNCLEAR");
        assertThat(committed(group)).containsExactly(60L, 70L);
        assertThat(EMULATOR.requests("SetGroupOffset")).isEqualTo(before + 1);
    }

    private static JsonNode undo(JsonNode done, int status) {
        return dashboard.as("operator").post("/api/v1/resets/" + done.path("id").asString() + "/undo-preview", "",
                status);
    }

    private static JsonNode execute(String group, String target) {
        return approveAndExecute(dashboard.as("operator").request(group,
                dashboard.as("operator").preview(group, target, "resolved")));
    }

    private static JsonNode approveAndExecute(JsonNode asked) {
        String id = asked.path("id").asString();
        dashboard.as("approver").post("/api/v1/resets/" + id + "/approval", "", 200);
        return dashboard.as("operator").post("/api/v1/resets/" + id + "/execution", "", 200);
    }

    /** Two partitions of 100 messages, of which the first ten are deleted; the group stands at 50 and 60. */
    private static String prepare(String name) {
        String group = "v2-" + name;
        String topic = group + "-topic";
        BROKER.topic(topic, 2);
        for (int partition = 0; partition < 2; partition++) {
            BROKER.produce(topic, partition, 100);
            BROKER.deleteBefore(topic, partition, 10);
        }
        BROKER.commit(group, Map.of(new TopicPartition(topic, 0), 50L, new TopicPartition(topic, 1), 60L));
        return group;
    }

    private static List<Long> committed(String group) {
        Map<TopicPartition, Long> offsets = BROKER.committed(group);
        return List.of(0, 1).stream()
                .map(partition -> Objects.requireNonNull(offsets.get(new TopicPartition(group + "-topic", partition))))
                .toList();
    }
}
