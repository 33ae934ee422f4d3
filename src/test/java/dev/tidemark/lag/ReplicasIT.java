package dev.tidemark.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import java.time.Duration;
import java.time.Instant;
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

            first.close();
            Instant closed = observedAt(second);

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> second.bean(SweepLoop.class).isHolding());
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> observedAt(second).isAfter(closed));
        }
    }

    private static RunningDashboard start(SharedEmulator emulator) {
        return RunningDashboard.watching(emulator, DATABASE, "--tidemark.lag.enabled=true",
                "--tidemark.lag.interval=1s", "--tidemark.lag.lease=10s");
    }

    private static int total(RunningDashboard dashboard) {
        return dashboard.as("viewer").get(TRIAGE).path("total").asInt();
    }

    private static Instant observedAt(RunningDashboard dashboard) {
        JsonNode group = dashboard.as("viewer").get(TRIAGE).at("/groups/0/observedAt");
        return Instant.parse(group.asString());
    }
}
