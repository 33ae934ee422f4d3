package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Resets from HTTP to a real Kafka and back: previewed, requested, executed. The first two move nothing, the third moves
 * exactly what the plan said, as an independent client of Kafka sees it.
 */
class ResetsIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static RunningDashboard dashboard;

    @BeforeAll
    static void start() {
        dashboard = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            pinned   | {"type":"to-earliest"}                      | 0   | 0
            pinned   | {"type":"to-latest"}                        | 100 | 100
            pinned   | {"type":"to-offset","offset":70}            | 70  | 70
            pinned   | {"type":"to-offset","offset":7000}          | 100 | 100
            pinned   | {"type":"shift-by","by":-20}                | 30  | 40
            pinned   | {"type":"shift-by","by":45}                 | 95  | 100
            pinned   | {"type":"from-file","csv":"T,0,5\\nT,1,6\\n"} | 5   | 6
            resolved | {"type":"to-earliest"}                      | 0   | 0
            resolved | {"type":"to-latest"}                        | 100 | 100
            resolved | {"type":"to-offset","offset":70}            | 70  | 70
            resolved | {"type":"shift-by","by":-20}                | 30  | 40
            resolved | {"type":"shift-by","by":45}                 | 95  | 100
            resolved | {"type":"to-datetime","datetime":"2001-09-10T00:00:00Z"} | 0 | 0
            resolved | {"type":"by-duration","duration":"PT1H"}    | 0   | 0
            """)
    void movesNothingBeforeItIsExecutedAndThenWhatThePlanSaid(String mode, String target, long first, long second) {
        String group = prepare("scenario-" + mode + "-" + Integer.toHexString(target.hashCode()));
        String topic = group + "-topic";

        JsonNode preview = dashboard.as("operator").preview(group, target.replace("T,", topic + ","), mode);
        assertThat(committed(group)).containsExactly(50L, 60L);

        JsonNode asked = dashboard.as("operator").request(group, preview);
        assertThat(asked.path("status").asString()).isEqualTo("PENDING");
        assertThat(committed(group)).containsExactly(50L, 60L);

        String id = asked.path("id").asString();
        dashboard.as("approver").post("/api/v1/resets/" + id + "/approval", "", 200);
        assertThat(committed(group)).containsExactly(50L, 60L);

        JsonNode done = dashboard.as("operator").post("/api/v1/resets/" + id + "/execution", "", 200);
        assertThat(committed(group)).containsExactly(first, second);
        assertThat(done.path("status").asString()).isEqualTo("APPLIED");
        List<JsonNode> receipts = done.at("/outcome/topics/0/partitions").valueStream().toList();
        assertThat(receipts).extracting(receipt -> receipt.path("after").asLong()).containsExactly(first, second);
        assertThat(receipts).extracting(receipt -> receipt.path("result").asString())
                .containsOnly(mode.equals("resolved") && target.matches(".*(datetime|duration).*")
                        ? "MOVED"
                        : "CONFIRMED");
    }

    @Test
    void undoesWhatItDidThroughTheSameDoors() {
        String group = prepare("undo");
        JsonNode done = execute(group, """
                {"group":"%s","scope":[{"topic":"%s-topic"}],"target":{"type":"to-latest"}}""".formatted(group, group));
        assertThat(committed(group)).containsExactly(100L, 100L);

        JsonNode back = dashboard.as("operator").post("/api/v1/resets/" + done.path("id").asString() + "/undo-preview",
                "", 201);
        assertThat(back.path("undoes").asLong()).isEqualTo(done.path("id").asLong());
        JsonNode undone = approveAndExecute(dashboard.as("operator").request(group, back));

        assertThat(undone.path("status").asString()).isEqualTo("APPLIED");
        assertThat(committed(group)).containsExactly(50L, 60L);
    }

    @Test
    void movesOnlyThePartitionsThatWereNamed() {
        String group = prepare("some-partitions");

        JsonNode done = execute(group, """
                {"group":"%s","scope":[{"topic":"%s-topic","partitions":[1]}],"target":{"type":"to-earliest"}}"""
                .formatted(group, group));

        assertThat(done.path("status").asString()).isEqualTo("APPLIED");
        assertThat(committed(group)).containsExactly(50L, 0L);
    }

    private JsonNode execute(String group, String preview) {
        return approveAndExecute(dashboard.as("operator").request(group, dashboard.as("operator")
                .post("/api/v1/instances/ckafka-resets/reset-previews", preview, 201)));
    }

    private static JsonNode approveAndExecute(JsonNode asked) {
        String id = asked.path("id").asString();
        dashboard.as("approver").post("/api/v1/resets/" + id + "/approval", "", 200);
        return dashboard.as("operator").post("/api/v1/resets/" + id + "/execution", "", 200);
    }

    private static String prepare(String name) {
        String group = "resets-" + name;
        String topic = group + "-topic";
        BROKER.topic(topic, 2);
        BROKER.produce(topic, 0, 100);
        BROKER.produce(topic, 1, 100);
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
