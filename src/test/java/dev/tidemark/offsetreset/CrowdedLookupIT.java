package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two processes ask CKafka what a time means, and together may ask once a second. */
class CrowdedLookupIT {
    private static final Instant BEGAN = Instant.parse("2026-03-04T03:05:00Z");

    @Test
    void bothGetTheirAnswers() {
        SharedBroker broker = SharedBroker.get();
        broker.topic("crowded", 6, Map.of("retention.ms", "-1"));
        IntStream.range(0, 6).forEach(partition -> {
            broker.produceAt("crowded", partition, List.of(BEGAN, BEGAN.plusSeconds(10)));
            broker.commit("crowded-group", "crowded", partition, 0);
        });
        SharedEmulator emulator = SharedEmulator.withQuotas(broker.as("ckafka-crowded"));
        emulator.set("fetchPartition", "required");
        try (RunningDashboard one = start(emulator);
                RunningDashboard other = start(emulator)) {
            // Each has a database of its own.
            Map<RunningDashboard, String> previews = Map.of(one, preview(one), other, preview(other));

            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> previews.entrySet().stream()
                    .noneMatch(each -> each.getKey().as("operator").get(each.getValue()).at("/lookup/state").asString()
                            .equals("RUNNING")));

            assertThat(previews).allSatisfy((dashboard, address) -> {
                JsonNode plan = dashboard.as("operator").get(address);
                assertThat(plan.path("lookup").isNull()).as(plan.path("lookup").toString()).isTrue();
                assertThat(plan.at("/topics/0/partitions/5/to").asLong()).isEqualTo(1);
            });
        }
    }

    private static RunningDashboard start(SharedEmulator emulator) {
        return RunningDashboard.watching(emulator, TestTidemark.DATABASE, "--tidemark.ckafka.timeouts.read=10s");
    }

    private static String preview(RunningDashboard dashboard) {
        return "/api/v1/reset-previews/" + dashboard.as("operator").postHurriedly(
                "/api/v1/instances/ckafka-crowded/reset-previews", """
                        {"group":"crowded-group","scope":[{"topic":"crowded"}],
                        "target":{"type":"to-datetime","datetime":"%s"}}""".formatted(BEGAN.plusSeconds(5)), 202)
                .path("previewId").asString();
    }
}
