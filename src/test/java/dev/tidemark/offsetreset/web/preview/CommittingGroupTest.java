package dev.tidemark.offsetreset.web.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.lag.LagMonitor;
import dev.tidemark.offsetreset.web.Resets;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** An Empty group in which a client commits: every preview of it needs a reason, and every refusal has a place for one. */
@WebTest
class CommittingGroupTest {
    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private LagMonitor monitor;
    @Autowired
    private Clock clock;
    private Resets resets;

    @BeforeEach
    void arrange() {
        resets = new Resets(mvc, ckafka);
    }

    @Test
    void theUndoOfAResetAsksForTheReasonOnAPageAndTakesItThere() {
        String id = applied();
        String address = "/resets/" + id + "/undo-preview";

        MvcTestResult refused = resets.as("operator").send(address, Map.of());
        assertThat(refused).hasStatus(409);
        assertThat(Browser.body(refused)).contains("action=\"" + address + "\"", "name=\"overrideReason\"",
                "href=\"/resets/" + id + "\"", "its offsets moved").doesNotContain("??");
        assertThat(Browser.body(resets.as("operator").in("zh-CN").send(address, Map.of()))).contains("仍要预览")
                .doesNotContain("??");

        MvcTestResult taken = resets.as("operator").send(address, Map.of("overrideReason", "Flink is being stopped"));
        assertThat(taken).hasStatus(303);
        String preview = Objects.requireNonNull(taken.getResponse().getRedirectedUrl());
        assertThat(preview).startsWith("/reset-previews/");
        assertThat(resets.as("operator").text(preview)).contains("Flink is being stopped");
    }

    @Test
    void theUndoOfAResetTakesTheReasonAsJson() {
        String address = "/api/v1/resets/" + applied() + "/undo-preview";

        Resets.json(resets.as("operator").post(address, ""), 409);

        assertThat(Resets.json(resets.as("operator").post(address, "{\"overrideReason\":\" known \"}"), 201)
                .path("overrideReason").asString()).isEqualTo("known");
        Resets.json(resets.as("operator").post(address, "{\"overridereason\":\"known\"}"), 422);
        Resets.json(resets.as("operator").post(address, "{\"overrideReason\":\"" + "x".repeat(2001) + "\"}"), 422);
    }

    /** The number of a reset after which a client went on committing without being a member. */
    private String applied() {
        String id = resets.applied();
        String group = Resets.json(resets.as("viewer").call("/api/v1/resets/" + id), 200).path("group").asString();
        for (int sample = 0; sample < 2; sample++) {
            Instant at = clock.instant().minusSeconds(20 - 10L * sample);
            monitor.add(Groups.instance(Resets.INSTANCE, "resetting", "ap-reset"),
                    new GroupListing.Entry(new ConsumerGroupId(group), Optional.of(GroupState.EMPTY),
                            OptionalInt.of(0), "consumer"),
                    List.of(new GroupOffsets.Topic("orders", List.of(Offsets.committed(0, 70 + sample, 100)))), at,
                    at);
        }
        return id;
    }
}
