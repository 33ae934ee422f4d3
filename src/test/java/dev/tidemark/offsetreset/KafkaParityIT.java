package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Our plans against those of {@code kafka-consumer-groups --reset-offsets --dry-run} on the same group, and our files
 * against its own. The group stands at 50 of 100 in partition 0, beyond the log end in 1 and never committed in 2.
 */
class KafkaParityIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static RunningDashboard dashboard;
    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        dashboard = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource(delimiter = '|', textBlock = """
            --to-earliest        |       | {"type":"to-earliest"}
            --to-latest          |       | {"type":"to-latest"}
            --to-current         |       | {"type":"to-current"}
            --to-offset 70       |       | {"type":"to-offset","offset":70}
            --to-offset 7000     |       | {"type":"to-offset","offset":7000}
            --to-offset 0        |       | {"type":"to-offset","offset":0}
            --shift-by 20        | :0,1  | {"type":"shift-by","by":20}
            --shift-by -20       | :0,1  | {"type":"shift-by","by":-20}
            --shift-by 500       | :0    | {"type":"shift-by","by":500}
            --shift-by -500      | :0    | {"type":"shift-by","by":-500}
            """)
    void plansTheSameOffsets(String option, String partitions, String target) {
        String group = prepare();
        String topic = group + "-topic";
        String some = partitions == null ? "" : partitions;

        String theirs = kafka(group, topic + some, option.split(" "));

        String scope = some.isEmpty()
                ? "{\"topic\":\"" + topic + "\"}"
                : "{\"topic\":\"" + topic + "\",\"partitions\":[" + some.substring(1) + "]}";
        assertThat(planned(group, scope, target)).isEqualTo(OffsetsCsv.read(theirs));
    }

    @Test
    void refusesToShiftWhatWasNeverCommittedAsKafkaDoes() {
        String group = prepare();

        JsonNode problem = dashboard.as("operator").post("/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[{"topic":"%s-topic"}],"target":{"type":"shift-by","by":1}}"""
                .formatted(group, group), 422);

        assertThat(problem.path("type").asString()).endsWith(":no-committed-offset");
    }

    @Test
    void readsKafkasFileAndKafkaReadsOurs() throws IOException {
        String group = prepare();
        String topic = group + "-topic";
        String theirs = kafka(group, topic, "--to-offset", "70");
        SortedMap<TopicPartition, Long> offsets = OffsetsCsv.read(theirs);
        Path ours = folder.resolve("ours.csv");
        Files.writeString(ours, OffsetsCsv.write(offsets));

        assertThat(kafka(group, "", "--from-file", ours.toString()).lines()).containsExactlyInAnyOrderElementsOf(
                OffsetsCsv.write(offsets).lines().toList());
        assertThat(planned(group, "{\"topic\":\"" + topic + "\"}", "{\"type\":\"from-file\",\"csv\":\""
                + theirs.strip().replace("\n", "\\n") + "\"}")).isEqualTo(offsets);
    }

    private static SortedMap<TopicPartition, Long> planned(String group, String scope, String target) {
        JsonNode plan = dashboard.as("operator").post("/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[%s],"target":%s}""".formatted(group, scope, target), 201);
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
        plan.path("topics").forEach(topic -> topic.path("partitions").forEach(row -> offsets.put(
                new TopicPartition(topic.path("topic").asString(), row.path("partition").asInt()),
                row.path("to").asLong())));
        return offsets;
    }

    /** What the tool would write, as the file it exports; nothing is written. */
    private static String kafka(String group, String topic, String... option) {
        List<String> command = new ArrayList<>(List.of("--bootstrap-server", BROKER.bootstrapServers(), "--group",
                group, "--reset-offsets", "--dry-run", "--export"));
        if (!topic.isEmpty()) {
            command.addAll(List.of("--topic", topic));
        }
        command.addAll(List.of(option));
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream listening = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(listening);
            ConsumerGroupCommand.main(command.toArray(String[]::new));
        } finally {
            System.setOut(out);
        }
        return said.toString(StandardCharsets.UTF_8).lines().filter(line -> line.matches(".+,\\d+,\\d+"))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static String prepare() {
        String group = "parity-" + NUMBER.incrementAndGet();
        String topic = group + "-topic";
        BROKER.topic(topic, 3);
        for (int partition = 0; partition < 3; partition++) {
            BROKER.produce(topic, partition, 100);
        }
        BROKER.commit(group, Map.of(new org.apache.kafka.common.TopicPartition(topic, 0), 50L,
                new org.apache.kafka.common.TopicPartition(topic, 1), 150L));
        return group;
    }
}
