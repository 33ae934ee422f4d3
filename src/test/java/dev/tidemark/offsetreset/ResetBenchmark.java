package dev.tidemark.offsetreset;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * How long a reset takes from "execute" to "verified", against the emulator with the cloud's quotas and a real Kafka.
 * Not part of the tests; prints a table: {@code ./mvnw test -Dtest=ResetBenchmark}.
 */
class ResetBenchmark {
    private static final int WRITES_A_SECOND = 20;

    @Test
    void printsATable() {
        SharedBroker broker = SharedBroker.get();
        SharedEmulator emulator = SharedEmulator.withQuotas(broker.as("ckafka-resets"));
        System.out.println("| topics x partitions | writes | execute to verified | bound by 20 writes/s | ratio |");
        System.out.println("|---|---:|---:|---:|---:|");
        try (RunningDashboard dashboard = RunningDashboard.watching(emulator, TestTidemark.DATABASE)) {
            row(dashboard, broker, 1, 100);
            row(dashboard, broker, 10, 10);
            row(dashboard, broker, 100, 1);
            row(dashboard, broker, 500, 1);
        }
    }

    private static void row(RunningDashboard dashboard, SharedBroker broker, int topics, int partitions) {
        String group = "bench-" + topics + "x" + partitions;
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (int topic = 0; topic < topics; topic++) {
            broker.topic(group + "-" + topic, partitions);
            for (int partition = 0; partition < partitions; partition++) {
                broker.produce(group + "-" + topic, partition, 2);
                offsets.put(new TopicPartition(group + "-" + topic, partition), 1L);
            }
        }
        broker.commit(group, offsets);
        String scope = IntStream.range(0, topics).mapToObj(topic -> "{\"topic\":\"" + group + "-" + topic + "\"}")
                .collect(Collectors.joining(","));
        JsonNode plan = dashboard.as("operator").post("/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[%s],"target":{"type":"to-latest"}}""".formatted(group, scope), 201);
        String reset = "/api/v1/resets/" + dashboard.as("operator").request(group, plan).path("id").asString();
        dashboard.as("approver").post(reset + "/approval", "", 200);

        long began = System.nanoTime();
        dashboard.as("operator").post(reset + "/execution", "", 200);
        Awaitility.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50))
                .until(() -> !dashboard.as("viewer").get(reset).path("outcome").isNull());
        double seconds = (System.nanoTime() - began) / 1e9;

        JsonNode done = dashboard.as("viewer").get(reset);
        if (!done.path("status").asString().equals("APPLIED")) {
            throw new IllegalStateException(done.path("status").asString());
        }
        double bound = (double) topics / WRITES_A_SECOND;
        System.out.println(String.format(Locale.ROOT, "| %d x %d | %d | %.2f s | %.2f s | %.2f |", topics, partitions,
                topics, seconds, bound, seconds / bound));
    }
}
