package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A process that is shut down in the middle of a reset ends after the running topic, says so, and the rest is carried on. */
class ResetShutdownIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final String DATABASE = "jdbc:h2:mem:shutdown;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;"
            + "DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    private static final String WRITE = "BatchModifyGroupOffsets";
    private static final int TOPICS = 4;

    @Test
    void leavesTheRestOfAResetToAPlanThatCarriesOn() {
        String group = prepare();
        int before = EMULATOR.requests(WRITE);
        String reset;
        // One write a second, so that it is cut off between two of them.
        try (RunningDashboard first = RunningDashboard.watching(EMULATOR, DATABASE,
                "--tidemark.ckafka.budget.quotas." + WRITE + "=1")) {
            reset = approved(first, group);
            String address = reset;
            var _ = CompletableFuture.runAsync(() -> first.as("operator").status(address + "/execution"));
            Awaitility.await().until(() -> EMULATOR.requests(WRITE) > before);
        }
        int written = EMULATOR.requests(WRITE) - before;
        assertThat(written).isBetween(1, TOPICS - 1);

        try (RunningDashboard next = RunningDashboard.watching(EMULATOR, DATABASE)) {
            JsonNode cut = next.as("viewer").get(reset);
            assertThat(cut.path("status").asString()).isEqualTo("PARTIALLY_APPLIED");
            assertThat(cut.at("/outcome/shutDown").asBoolean()).isTrue();
            assertThat(next.as("admin").get("/api/v1/audit?group=" + group).toString()).contains("shutDown");

            JsonNode plan = next.as("operator").post(reset + "/continuation-preview", "", 201);
            assertThat(plan.path("topics")).hasSize(TOPICS - written);
            String rest = "/api/v1/resets/" + next.as("operator").request(group, plan).path("id").asString();
            next.as("approver").post(rest + "/approval", "", 200);
            assertThat(next.as("operator").post(rest + "/execution", "", 200).path("status").asString())
                    .isEqualTo("APPLIED");
            assertThat(BROKER.committed(group).values()).containsOnly(100L);
            assertThat(next.as("operator").post(rest + "/continuation-preview", "", 409).path("type").asString())
                    .endsWith("nothing-to-continue");
        }
    }

    private static String approved(RunningDashboard dashboard, String group) {
        String scope = IntStream.range(0, TOPICS).mapToObj(topic -> "{\"topic\":\"" + group + "-" + topic + "\"}")
                .collect(Collectors.joining(","));
        JsonNode plan = dashboard.as("operator").post("/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[%s],"target":{"type":"to-latest"}}""".formatted(group, scope), 201);
        String reset = "/api/v1/resets/" + dashboard.as("operator").request(group, plan).path("id").asString();
        dashboard.as("approver").post(reset + "/approval", "", 200);
        return reset;
    }

    private static String prepare() {
        String group = "shutdown";
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (int topic = 0; topic < TOPICS; topic++) {
            BROKER.topic(group + "-" + topic, 1);
            BROKER.produce(group + "-" + topic, 0, 100);
            offsets.put(new TopicPartition(group + "-" + topic, 0), 50L);
        }
        BROKER.commit(group, offsets);
        return group;
    }
}
