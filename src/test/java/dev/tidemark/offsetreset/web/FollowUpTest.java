package dev.tidemark.offsetreset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.Sweeps;
import dev.tidemark.offsetreset.FollowUps;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;

/** What people and programs are shown of a group after its reset, from the first minute on. */
@WebTest
class FollowUpTest {
    private static final InstanceId INSTANCE = new InstanceId(Resets.INSTANCE);

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;
    @Autowired
    private ApplicationContext application;

    private Resets resets;
    private String id;
    private String group;

    @BeforeEach
    void apply() {
        resets = new Resets(mvc, ckafka);
        id = resets.applied();
        group = reset().path("group").asString();
        FollowUps.look(application);
    }

    @Test
    void waitsForConsumersAndSaysThatNothingIsKnownYet() {
        assertThat(reset().at("/followUp/state").asString()).isEqualTo("WAITING");
        assertThat(reset().at("/followUp/messages").isNull()).isTrue();
        assertThat(reset().at("/followUp/observedAt").isNull()).isTrue();
        assertThat(sentence("en")).contains("waiting No consumer is back yet after the reset at", "no data yet");
        assertThat(sentence("zh-CN")).contains("等待恢复 重置后尚无消费者上线，重置时间", "暂无数据");
        assertThat(resets.as("viewer").html("/resets/" + id)).contains("hx-get=\"/resets/" + id + "/follow-up\"");
    }

    @Test
    void showsHowMuchIsReadWhatDoesNotMoveAndWhenItIsDone() {
        sweep(true, 100, 100);
        for (int minute = 1; minute <= 8; minute++) {
            sweep(true, 100 + 10 * minute, 100);
        }

        JsonNode followUp = reset().path("followUp");
        assertThat(followUp.path("state").asString()).isEqualTo("RESUMED");
        assertThat(followUp.path("messages").asLong()).isEqualTo(400);
        assertThat(followUp.path("processed").asLong()).isEqualTo(80);
        assertThat(followUp.path("percent").asInt()).isEqualTo(20);
        assertThat(followUp.path("expectedEnd").asString()).startsWith("2026-");
        assertThat(followUp.at("/stuck/0/topic").asString()).isEqualTo("orders");
        assertThat(followUp.at("/stuck/0/partition").asInt()).isEqualTo(1);
        assertThat(followUp.at("/stuck/1").isMissingNode()).isTrue();
        assertThat(sentence("en")).contains("consuming Consumers back since", "20\u00a0% of 400 messages read",
                "done about",
                "partition orders-1 does not move", "Remaining messages");
        assertThat(sentence("zh-CN")).contains("消费中 消费者恢复于", "已消费 20\u00a0%，共 400 条", "预计完成于",
                "分区 orders-1 的消费位点不推进");
        assertThat(strip("viewer")).contains(group, "20\u00a0% of 400 messages read");
        assertThat(strip("limited")).doesNotContain(group);

        clock.advance(Duration.ofMinutes(10));
        assertThat(sentence("en")).contains("no data since").doesNotContain("done about");

        sweep(true, 300, 300);
        assertThat(reset().at("/followUp/state").asString()).isEqualTo("CAUGHT_UP");
        assertThat(strip("viewer")).doesNotContain(group);
        assertThat(sentence("en")).contains("caught up All messages in the log")
                .doesNotContain("Remaining messages");
    }

    @Test
    void requesterAndApproversAreCalledWhenNoConsumerResumes() {
        for (int minute = 0; minute <= 16; minute++) {
            sweep(false, 100, 100);
        }

        assertThat(reset().at("/followUp/state").asString()).isEqualTo("NOT_RESUMED");
        assertThat(resets.as("operator").text("/resets")).contains("Needs your attention Reset " + id);
        assertThat(resets.as("approver").text("/resets")).contains("Needs your attention");
        assertThat(resets.as("approver").text("/resets/inbox")).contains("need");
        assertThat(resets.as("viewer").text("/resets")).doesNotContain("Needs your attention");
    }

    @Test
    void aLaterResetOfTheSamePartitionsTakesItsPlace() {
        JsonNode back = Resets.json(resets.as("operator").post("/api/v1/resets/" + id + "/undo-preview", ""), 201);
        String undo = Resets.json(resets.as("operator").post("/api/v1/resets", """
                {"previewId":"%s","confirmGroup":"%s","reason":"back"}"""
                .formatted(back.path("previewId").asString(), group)), 201).path("id").asString();
        Resets.json(resets.as("approver").post("/api/v1/resets/" + undo + "/approval", ""), 200);
        clock.advance(Duration.ofSeconds(5));
        Resets.json(resets.as("operator").post("/api/v1/resets/" + undo + "/execution", ""), 200);
        FollowUps.look(application);

        assertThat(reset().at("/followUp/state").asString()).isEqualTo("SUPERSEDED");
    }

    @Test
    void aResetThatWasNotCarriedOutHasNone() {
        String pending = resets.pending();

        assertThat(Resets.json(resets.as("viewer").call("/api/v1/resets/" + pending), 200).get("followUp").isNull())
                .isTrue();
        assertThat(resets.as("viewer").html("/resets/" + pending + "/follow-up")).isBlank();
    }

    private JsonNode reset() {
        return Resets.json(resets.as("viewer").call("/api/v1/resets/" + id), 200);
    }

    private String sentence(String language) {
        return resets.as("viewer").in(language).text("/resets/" + id + "/follow-up");
    }

    private String strip(String person) {
        return resets.as(person).text("/resets/follow-ups");
    }

    private void sweep(boolean members, long first, long second) {
        ConsumerGroup now = members
                ? Groups.stable(group, Groups.member("app-1", "10.0.0.7", "orders-0", "orders-1"))
                : Groups.empty(group);
        ckafka.group(INSTANCE, now).offsets(INSTANCE, new ConsumerGroupId(group), "orders",
                List.of(Offsets.committed(0, first, 300), Offsets.committed(1, second, 300)));
        clock.advance(Duration.ofMinutes(1));
        Sweeps.sweep(application);
        FollowUps.look(application);
    }
}
