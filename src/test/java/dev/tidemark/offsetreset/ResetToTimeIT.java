package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Resets to a time, from the preview to Kafka: planned from CKafka's answers, or bounded and left to CKafka. */
class ResetToTimeIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final String QUESTION = "FetchMessageListByTimestamp";
    private static final Instant BEGAN = Instant.parse("2026-03-04T03:05:00Z");
    private static RunningDashboard dashboard;
    private static RunningDashboard hurried;
    private static RunningDashboard evident;

    @BeforeAll
    static void start() {
        dashboard = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE);
        hurried = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE,
                "--tidemark.ckafka.budget.quotas." + QUESTION + "=1000",
                "--tidemark.ckafka.budget.quotas.FetchMessageListByOffset=1000");
        evident = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE, "--tidemark.ckafka.timeouts.read=10s",
                "--tidemark.ckafka.budget.quotas." + QUESTION + "=1000");
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        hurried.close();
        evident.close();
    }

    @AfterEach
    void disarm() {
        EMULATOR.disarm();
        EMULATOR.set("fetchPartition", "optional");
    }

    @Test
    void isPlannedByTheMessagesThatCkafkaFinds() {
        String group = prepare("time-planned", 2);
        Instant moment = BEGAN.plusSeconds(70);
        int before = EMULATOR.requests(QUESTION);

        JsonNode plan = hurried.as("operator").preview(group, at(moment), "pinned");

        assertThat(plan.path("lookup").isNull()).isTrue();
        for (int partition = 0; partition < 2; partition++) {
            JsonNode planned = plan.at("/topics/0/partitions/" + partition);
            assertThat(planned.path("from").asLong()).isEqualTo(3);
            assertThat(planned.path("to").asLong()).isEqualTo(7);
            assertThat(planned.path("effect").asString()).isEqualTo("SKIP");
            assertThat(planned.path("messages").asLong()).isEqualTo(4);
            assertThat(planned.path("messageAt").asString()).isEqualTo(moment.toString());
            assertThat(planned.path("previousMessageAt").asString()).isEqualTo(moment.minusSeconds(10).toString());
        }
        assertThat(EMULATOR.requests(QUESTION) - before).as("one question for both partitions").isEqualTo(1);

        JsonNode done = execute(hurried, group, plan);
        assertThat(done.path("status").asString()).isEqualTo("APPLIED");
        assertThat(results(done)).containsOnly("CONFIRMED");
        assertThat(committed(group)).containsOnly(7L);
    }

    @Test
    void asksForEachPartitionWhereTheApiWantsOne() {
        String group = prepare("time-required", 3);
        EMULATOR.set("fetchPartition", "required");
        RunningDashboard another = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE,
                "--tidemark.ckafka.budget.quotas." + QUESTION + "=1000",
                "--tidemark.ckafka.budget.quotas.FetchMessageListByOffset=1000");
        try (another) {
            int before = EMULATOR.requests(QUESTION);

            JsonNode plan = another.as("operator").preview(group, at(BEGAN.plusSeconds(35)), "pinned");

            assertThat(plan.at("/topics/0/partitions/2/to").asLong()).isEqualTo(4);
            assertThat(EMULATOR.requests(QUESTION) - before).as("one to find out, one for each").isEqualTo(4);
        }
    }

    @Test
    void saysThatATimeBehindTheLastMessageSkipsEverything() {
        String group = prepare("time-quiet", 1);

        JsonNode plan = hurried.as("operator").preview(group, "{\"type\":\"by-duration\",\"duration\":\"PT2M\"}",
                "pinned");

        JsonNode planned = plan.at("/topics/0/partitions/0");
        assertThat(planned.path("to").asLong()).isEqualTo(10);
        assertThat(planned.path("beyondLastMessage").asBoolean()).isTrue();
        assertThat(planned.path("messages").asLong()).isEqualTo(7);
        assertThat(planned.path("messageAt").isNull()).isTrue();
        assertThat(planned.path("previousMessageAt").asString()).isEqualTo(BEGAN.plusSeconds(90).toString());
        assertThat(plan.at("/totals/skipped").asLong()).isEqualTo(7);
        assertThat(warnings(plan)).contains("beyond-last-message");
    }

    @Test
    void showsBoundsAndProgressWhileItAsksAndCanBeCancelled() {
        String group = prepare("time-slow", 8);
        EMULATOR.set("fetchPartition", "required");
        EMULATOR.arm(QUESTION, "delay", "", Duration.ofSeconds(1), 100);
        RunningDashboard.Person operator = dashboard.as("operator");
        JsonNode accepted = operator.postHurriedly("/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[{"topic":"%s-topic"}],"target":%s}""".formatted(group, group,
                at(BEGAN.plusSeconds(55))), 202);
        String address = "/api/v1/reset-previews/" + accepted.path("previewId").asString();
        assertThat(accepted.at("/lookup/state").asString()).isEqualTo("RUNNING");
        assertThat(accepted.at("/lookup/of").asInt()).isEqualTo(8);
        assertThat(accepted.at("/topics/0/partitions/0/to").isNull()).isTrue();
        assertThat(accepted.at("/topics/0/partitions/0/bounds/lower").asLong()).isZero();
        assertThat(accepted.at("/topics/0/partitions/0/bounds/upper").asLong()).isEqualTo(10);
        operator.post("/api/v1/resets", """
                {"previewId":"%s","confirmGroup":"%s","reason":"too early"}""".formatted(
                accepted.path("previewId").asString(), group), 409);
        Awaitility.await().atMost(Duration.ofSeconds(20))
                .until(() -> operator.get(address).at("/lookup/answered").asInt() >= 2);

        assertThat(operator.post(address + "/cancellation", "", 200).at("/lookup/state").asString())
                .isEqualTo("CANCELLED");
        int asked = EMULATOR.requests(QUESTION);
        assertThat(operator.get(address).at("/lookup/state").asString()).isEqualTo("CANCELLED");
        assertThat(EMULATOR.requests(QUESTION)).isEqualTo(asked);
    }

    @Test
    void reportsItsProgressWhileItAsksForTheMessagesBefore() {
        String group = prepare("time-evidence", 6);
        RunningDashboard.Person operator = evident.as("operator");
        String address = "/api/v1/reset-previews/" + operator.postHurriedly(
                "/api/v1/instances/ckafka-resets/reset-previews", """
                        {"group":"%s","scope":[{"topic":"%s-topic"}],"target":%s}""".formatted(group, group,
                        at(BEGAN.plusSeconds(55))),
                202)
                .path("previewId").asString();
        Map<Integer, Long> reported = new TreeMap<>();

        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).until(() -> {
            JsonNode lookup = operator.get(address).path("lookup");
            if (!lookup.isNull()) {
                assertThat(lookup.path("state").asString()).isEqualTo("RUNNING");
                reported.put(lookup.path("answered").asInt(), lookup.path("secondsLeft").asLong());
            }
            return lookup.isNull();
        });

        // One answer told all targets, and one a second the messages before them.
        assertThat(reported.keySet().stream().filter(answered -> answered > 0 && answered < 6)).hasSizeGreaterThan(2);
        assertThat(reported.entrySet().stream().filter(each -> each.getKey() < 6)).isNotEmpty()
                .allSatisfy(each -> assertThat(each.getValue()).isGreaterThanOrEqualTo(6 - each.getKey()));
        assertThat(operator.get(address).at("/topics/0/partitions/5/previousMessageAt").asString())
                .isEqualTo(BEGAN.plusSeconds(50).toString());
    }

    @Test
    void failsInTheApisWordsAndIsNeverGuessed() {
        String group = prepare("time-refused", 1);
        EMULATOR.arm(QUESTION, "code", "UnauthorizedOperation", Duration.ZERO, 10);

        JsonNode plan = hurried.as("operator").post("/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[{"topic":"%s-topic"}],"target":%s}""".formatted(group, group,
                at(BEGAN.plusSeconds(55))), 202);

        assertThat(plan.at("/lookup/state").asString()).isEqualTo("FAILED");
        assertThat(plan.at("/lookup/problem").asString()).contains("UnauthorizedOperation");
        assertThat(plan.at("/topics/0/partitions/0/to").isNull()).isTrue();
    }

    @Test
    void isLeftToCkafkaWithinBoundsAndNeverCalledConfirmed() {
        String group = prepare("time-resolved", 1);
        int before = EMULATOR.requests(QUESTION);

        JsonNode plan = hurried.as("operator").preview(group, at(BEGAN.plusSeconds(55)), "resolved");
        assertThat(plan.at("/topics/0/partitions/0/bounds/upper").asLong()).isEqualTo(10);
        assertThat(plan.at("/totals/maxSkipped").asLong()).isEqualTo(7);
        assertThat(plan.at("/totals/maxReplayed").asLong()).isEqualTo(3);

        JsonNode done = execute(hurried, group, plan);
        assertThat(done.path("status").asString()).isEqualTo("APPLIED");
        assertThat(results(done)).containsExactly("MOVED");
        assertThat(committed(group)).containsExactly(6L);
        assertThat(EMULATOR.requests(QUESTION)).isEqualTo(before);
    }

    @Test
    void isBoundedByWhatTheSweepHasSeenAndFoundOutsideWhereMessageTimesDoNotFollowArrival() {
        String inside = prepare("time-bounded", 1);
        String outside = prepare("time-late", 1);
        try (RunningDashboard sweeping = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE,
                "--tidemark.lag.enabled=true", "--tidemark.lag.interval=1s", "--tidemark.ckafka.timeouts.read=10s",
                "--tidemark.lag.include=time-bounded,time-late")) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sweeping.as("viewer")
                    .get("/api/v1/triage?search=time-").path("total").asInt() == 2);
            for (String group : List.of(inside, outside)) {
                BROKER.produceAt(group + "-topic", 0,
                        IntStream.range(10, 15).mapToObj(message -> BEGAN.plusSeconds(10L * message)).toList());
            }

            JsonNode bounded = sweeping.as("operator").preview(inside, at(BEGAN.plusSeconds(55)), "resolved");
            assertThat(bounded.at("/topics/0/partitions/0/bounds/upper").asLong()).isEqualTo(10);
            assertThat(bounded.at("/topics/0/partitions/0/logEndOffset").asLong()).isEqualTo(15);
            assertThat(bounded.at("/totals/maxSkipped").asLong()).isEqualTo(7);
            assertThat(warnings(bounded)).contains("bounds-by-arrival");
            JsonNode moved = execute(sweeping, inside, bounded);
            assertThat(results(moved)).containsExactly("MOVED");
            assertThat(committed(inside)).containsExactly(6L);

            JsonNode late = sweeping.as("operator").preview(outside, at(BEGAN.plusSeconds(115)), "resolved");
            assertThat(late.at("/topics/0/partitions/0/bounds/upper").asLong()).isEqualTo(10);
            JsonNode mismatch = execute(sweeping, outside, late);
            assertThat(committed(outside)).containsExactly(12L);
            assertThat(results(mismatch)).containsExactly("MISMATCH");
        }
    }

    @Test
    void refusesToWriteWhenAConsumerHasCommittedSinceThePlan() {
        String group = prepare("time-moved", 1);
        JsonNode plan = hurried.as("operator").preview(group, at(BEGAN.plusSeconds(55)), "pinned");
        String reset = request(hurried, group, plan);
        BROKER.commit(group, Map.of(new TopicPartition(group + "-topic", 0), 4L));

        assertThat(hurried.as("operator").post(reset + "/execution", "", 409).path("type").asString())
                .contains("stale-plan");
        assertThat(committed(group)).containsExactly(4L);
    }

    private static JsonNode execute(RunningDashboard through, String group, JsonNode plan) {
        return through.as("operator").post(request(through, group, plan) + "/execution", "", 200);
    }

    private static String request(RunningDashboard through, String group, JsonNode plan) {
        String reset = "/api/v1/resets/" + through.as("operator").request(group, plan).path("id").asString();
        through.as("approver").post(reset + "/approval", "", 200);
        return reset;
    }

    private static String at(Instant moment) {
        return "{\"type\":\"to-datetime\",\"datetime\":\"" + moment + "\"}";
    }

    private static List<String> results(JsonNode done) {
        return StreamSupport.stream(done.at("/outcome/topics/0/partitions").spliterator(), false)
                .map(partition -> partition.path("result").asString()).toList();
    }

    private static List<String> warnings(JsonNode plan) {
        return StreamSupport.stream(plan.path("warnings").spliterator(), false)
                .map(warning -> warning.path("code").asString()).toList();
    }

    /** Ten messages in each partition, ten seconds apart; the group has read three. */
    private static String prepare(String group, int partitions) {
        String topic = group + "-topic";
        // Retention goes by the times in the messages, and these are old.
        BROKER.topic(topic, partitions, Map.of("retention.ms", "-1"));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            BROKER.produceAt(topic, partition,
                    IntStream.range(0, 10).mapToObj(message -> BEGAN.plusSeconds(10L * message)).toList());
            offsets.put(new TopicPartition(topic, partition), 3L);
        }
        BROKER.commit(group, offsets);
        return group;
    }

    private static List<Long> committed(String group) {
        return BROKER.committed(group).values().stream().map(Objects::requireNonNull).toList();
    }
}
