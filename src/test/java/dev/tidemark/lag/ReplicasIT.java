package dev.tidemark.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two whole dashboards on one database, before one emulator and a real Kafka. */
class ReplicasIT {
    private static final String DATABASE = "jdbc:h2:mem:replicas;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
            + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";
    private static final String TRIAGE = "/api/v1/triage?search=replicated";

    @Test
    void oneSweepsTheOtherShowsTheSameAndTakesOverWhenItIsGone() {
        SharedBroker broker = SharedBroker.get();
        broker.topic("replicated", 1);
        broker.produce("replicated", 0, 10);
        broker.commit("replicated-group", "replicated", 0, 4);
        SharedEmulator emulator = SharedEmulator.inFrontOf(broker.as("ckafka-replicas"));
        RunningDashboard first = start(emulator);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> total(first) == 1);

        try (RunningDashboard second = start(emulator)) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> total(second) == 1);
            assertThat(second.as("viewer").get(TRIAGE).at("/groups/0/lag").asLong()).isEqualTo(6);
            assertThat(first.bean(SweepLoop.class).isHolding()).isTrue();
            assertThat(second.bean(SweepLoop.class).isHolding()).isFalse();

            assertThat(second.bean(OffsetTimeIndex.class).of(new InstanceId("ckafka-replicas"), "replicated")
                    .partition(0).logEnds()).as("both say between which offsets a time lies")
                    .isNotEmpty().allSatisfy(end -> assertThat(end.offset()).isEqualTo(10));

            reset(second);
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(committed(first))
                    .isNotEmpty().containsOnly(0L));

            first.close();
            Instant closed = observedAt(second);

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> second.bean(SweepLoop.class).isHolding());
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> observedAt(second).isAfter(closed));
        }
    }

    /** The replica that does not sweep executes the reset; the one that does must not take it for a rewind. */
    private static void reset(RunningDashboard dashboard) {
        String preview = dashboard.as("operator").post("/api/v1/instances/ckafka-replicas/reset-previews", """
                {"group":"replicated-group","scope":[{"topic":"replicated"}],"target":{"type":"to-earliest"}}""", 201)
                .path("previewId").asString();
        String reset = "/api/v1/resets/" + dashboard.as("operator").post("/api/v1/resets", """
                {"previewId":"%s","confirmGroup":"replicated-group","reason":"a test"}""".formatted(preview), 201)
                .path("id").asString();
        dashboard.as("approver").post(reset + "/approval", "", 200);
        dashboard.as("operator").post(reset + "/execution", "", 200);
    }

    private static LongStream committed(RunningDashboard dashboard) {
        return dashboard.bean(LagMonitor.class).partitions()
                .filter(sample -> sample.partition().topic().equals("replicated"))
                .flatMapToLong(sample -> LongStream.range(0, sample.history().size())
                        .map(each -> sample.history().committed((int) each)));
    }

    private static RunningDashboard start(SharedEmulator emulator) {
        return RunningDashboard.watching(emulator, DATABASE, "--tidemark.lag.enabled=true",
                "--tidemark.lag.interval=1s", "--tidemark.lag.lease=10s", "--tidemark.lag.include=replicated*");
    }

    private static int total(RunningDashboard dashboard) {
        return dashboard.as("viewer").get(TRIAGE).path("total").asInt();
    }

    private static Instant observedAt(RunningDashboard dashboard) {
        JsonNode group = dashboard.as("viewer").get(TRIAGE).at("/groups/0/observedAt");
        return Instant.parse(group.asString());
    }
}
