package dev.tidemark.offsetreset.web.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.LagMonitor;
import dev.tidemark.offsetreset.web.Resets;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;

/** What a preview says of the group and of a time, on the page and in JSON. */
@WebTest
class PlanPageTest {
    // As Kafka Streams commits it: a version and the partition time.
    private static final String PARTITION_TIME = Base64.getEncoder()
            .encodeToString(HexFormat.of().parseHex("010000019cb7a3c150"));
    private static final String TO_EARLIEST = "{\"type\":\"to-earliest\"}";

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private LagMonitor monitor;
    @Autowired
    private MutableClock clock;
    private Resets resets;

    @BeforeEach
    void arrange() {
        resets = new Resets(mvc, ckafka);
    }

    @Test
    void knowsKafkaStreamsByInternalTopicsOutsideOfTheScope() {
        String group = resets.group();
        sampled(group, 600, "orders", group + "-totals-repartition");

        JsonNode plan = preview(group, TO_EARLIEST, "pinned", "");

        assertThat(warnings(plan)).contains("kafka-streams");
        assertThat(page(plan, "en")).contains("Kafka Streams application").doesNotContain("??");
        assertThat(page(plan, "zh-CN")).contains("Kafka Streams").doesNotContain("??");
    }

    @Test
    void remembersKafkaStreamsWhenAResetHasErasedWhatShowedIt() {
        String group = resets.group();
        ckafka.offsets(new InstanceId(Resets.INSTANCE), new ConsumerGroupId(group), "orders",
                List.of(new PartitionOffsets(0, OptionalLong.of(50), OptionalLong.of(100), PARTITION_TIME,
                        OptionalInt.empty())));
        JsonNode plan = preview(group, "{\"type\":\"to-latest\"}", "pinned", "");
        assertThat(warnings(plan)).contains("kafka-streams");
        String reset = "/api/v1/resets/" + Resets.json(resets.as("operator").post("/api/v1/resets", """
                {"previewId":"%s","confirmGroup":"%s","reason":"a test"}"""
                .formatted(plan.path("previewId").asString(), group)), 201).path("id").asString();
        Resets.json(resets.as("approver").post(reset + "/approval", ""), 200);
        Resets.json(resets.as("operator").post(reset + "/execution", ""), 200);

        JsonNode undo = Resets.json(resets.as("operator").post(reset + "/undo-preview", ""), 201);

        assertThat(warnings(undo)).containsOnlyOnce("kafka-streams");
    }

    @Test
    void knowsKafkaConnectByItsGroupsNames() {
        String group = resets.group("connect-warehouse-sink");

        JsonNode plan = preview(group, TO_EARLIEST, "pinned", "");

        assertThat(warnings(plan)).contains("kafka-connect");
        assertThat(page(plan, "en")).contains("Kafka Connect sink connector").doesNotContain("??");
        assertThat(page(plan, "zh-CN")).contains("Kafka Connect").doesNotContain("??");
    }

    @Test
    void keepsNoReasonThatWasNotNeeded() {
        JsonNode plan = preview(resets.group(), TO_EARLIEST, "pinned", ",\"overrideReason\":\"just in case\"");

        assertThat(plan.path("overrideReason").isNull()).isTrue();
        assertThat(page(plan, "en")).doesNotContain("although a client commits");
    }

    @Test
    void saysBehindWhichTimeThereIsNoMessageAndHowManyAreSkipped() {
        String moment = clock.instant().minusSeconds(300).truncatedTo(ChronoUnit.SECONDS).toString();
        String words = moment.replace("T", " ").replace("Z", " UTC");

        JsonNode plan = preview(resets.group(), "{\"type\":\"to-datetime\",\"datetime\":\"" + moment + "\"}", "pinned",
                "");

        assertThat(page(plan, "en")).contains("no message at or after " + words + ": log end, 50 skipped",
                "2 partitions: there is no message at or after " + words
                        + ". The target is the log end, which skips 90 messages.");
        assertThat(page(plan, "zh-CN")).contains(words + " 及之后没有消息：日志末端，跳过 50 条").doesNotContain("??");
    }

    @Test
    void printsOneNumberWhereTheBoundsAreTheSame() {
        // Past what other tests saw of the topic.
        clock.advance(Duration.ofMinutes(20));
        String group = resets.group();
        sampled(group, 600, "orders");
        String moment = clock.instant().minusSeconds(300).truncatedTo(ChronoUnit.SECONDS).toString();

        JsonNode plan = preview(group, "{\"type\":\"to-datetime\",\"datetime\":\"" + moment + "\"}", "resolved", "");

        assertThat(plan.at("/topics/0/partitions/0/bounds/lower").asLong()).isEqualTo(100);
        assertThat(page(plan, "en")).doesNotContain("100 to 100");
    }

    private void sampled(String group, int secondsAgo, String... topics) {
        Instant at = clock.instant().minusSeconds(secondsAgo);
        monitor.add(Groups.instance(Resets.INSTANCE, "resetting", "ap-reset"),
                new GroupListing.Entry(new ConsumerGroupId(group), Optional.of(GroupState.EMPTY), OptionalInt.of(0),
                        "consumer"),
                Stream.of(topics).map(topic -> new GroupOffsets.Topic(topic,
                        List.of(Offsets.committed(0, 50, 100), Offsets.committed(1, 60, 100)))).toList(),
                at, at);
    }

    private JsonNode preview(String group, String target, String mode, String more) {
        return Resets.json(resets.as("operator").post("/api/v1/instances/" + Resets.INSTANCE + "/reset-previews", """
                {"group":"%s","scope":[{"topic":"orders"}],"target":%s,"mode":"%s"%s}"""
                .formatted(group, target, mode, more)), 201);
    }

    private String page(JsonNode plan, String language) {
        return resets.as("operator").in(language)
                .text("/reset-previews/" + plan.path("previewId").asString());
    }

    private static List<String> warnings(JsonNode plan) {
        return plan.path("warnings").valueStream().map(warning -> warning.path("code").asString()).toList();
    }
}
