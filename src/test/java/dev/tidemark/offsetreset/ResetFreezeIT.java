package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.Databases;
import dev.tidemark.testing.SharedEmulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * Two processes on one database, the clock of the second 45 s ahead. The first is stopped in the middle of a reset for
 * longer or shorter than its lease of 3 s: no topic is written twice or late, and what is on record in the end is true.
 */
class ResetFreezeIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final String WRITE = "BatchModifyGroupOffsets";
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private static Path data;
    private static JdbcClient database;
    private static DashboardProcess first;
    private static DashboardProcess second;

    @BeforeAll
    static void start() {
        String url = Databases.postgresUrl();
        database = JdbcClient.create(new DriverManagerDataSource(url));
        String[] settings = {"--spring.datasource.url=" + url, "--tidemark.resets.settle-after=8s",
            // WriteRequests wait for their turn, so that there is a time between the intention and the send.
            "--tidemark.ckafka.budget.quotas." + WRITE + "=1"};
        first = DashboardProcess.start(EMULATOR, data, 0, settings);
        second = DashboardProcess.start(EMULATOR, data, 45, settings);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @AfterEach
    void disarm() {
        EMULATOR.disarm();
    }

    @ParameterizedTest(name = "stopped {0}, {1} than the lease: {2}")
    @CsvSource({"between the intention and the send, longer, PARTIALLY_APPLIED",
        "between the intention and the send, shorter, APPLIED",
        "while CKafka works on the first write, longer, PARTIALLY_APPLIED",
        "while CKafka works on the first write, shorter, APPLIED", "before it reads the outcome, longer, APPLIED",
        "before it reads the outcome, shorter, APPLIED"})
    void neverWritesTwiceOrLate(String step, String length, String status) {
        String group = prepare("freeze-" + step.replace(' ', '-') + "-" + length, 2);
        String reset = first.approved(group, 2);
        int before = EMULATOR.requests(WRITE);
        if (step.startsWith("while")) {
            EMULATOR.arm(WRITE, "delay", "", Duration.ofSeconds(1));
        }
        first.postWithoutWaiting("operator", reset + "/execution");
        Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> switch (step) {
            case "between the intention and the send" -> intentions(reset) == 2;
            case "while CKafka works on the first write" -> EMULATOR.requests(WRITE) > before;
            default -> EMULATOR.requests(WRITE) == before + 2;
        });

        first.freeze();
        try {
            if (length.equals("longer")) {
                Awaitility.await().atMost(LONG).until(() -> !status(reset).equals("EXECUTING"));
            } else {
                Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            }
        } finally {
            first.thaw();
        }

        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(status(reset)).isEqualTo(status));
        assertThat(EMULATOR.requests(WRITE) - before).as("writes").isEqualTo(status.equals("APPLIED") ? 2 : 1);
        isTrueOfKafka(reset, group);
        if (status.equals("PARTIALLY_APPLIED")) {
            Awaitility.await().atMost(LONG).untilAsserted(() -> {
                assertThat(first.log()).contains("Reset " + number(reset) + ": another process took it over");
                assertThat(second.get("admin", "/api/v1/audit?limit=50&group=" + group).toString())
                        .contains("overtaken");
            });
            carriesOn(reset, group);
        }
    }

    @Test
    void leavesALivingResetAloneWhateverItsOwnClockSays() {
        String group = prepare("freeze-clock", 3);
        String reset = first.approved(group, 3);

        first.post("operator", reset + "/execution", "", 200);

        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(status(reset)).isEqualTo("APPLIED"));
        assertThat(second.get(reset).at("/outcome/settled").asBoolean()).isFalse();
        isTrueOfKafka(reset, group);
    }

    @Test
    void keepsAResetWhoseTaskTakesLongerThanTheLease() {
        String group = prepare("freeze-task", 2);
        String reset = first.approved(group, 2);
        EMULATOR.arm(WRITE, "task", "", Duration.ofSeconds(8));

        first.post("operator", reset + "/execution", "", 200);

        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(status(reset)).isEqualTo("APPLIED"));
        assertThat(second.get(reset).at("/outcome/settled").asBoolean()).isFalse();
        isTrueOfKafka(reset, group);
    }

    /** CKafka works on the write for longer than one without an answer is waited for; a second reset waits for it too. */
    @Test
    void leavesATaskOpenUntilItHasEndedAlthoughItsProcessIsGone() {
        String group = prepare("freeze-in-task", 1);
        String reset = first.approved(group, 1);
        String next = first.approved(group, 1);
        int before = EMULATOR.requests(WRITE);
        int asked = EMULATOR.requests("DescribeTaskStatus");
        EMULATOR.arm(WRITE, "task", "", Duration.ofSeconds(20));
        first.postWithoutWaiting("operator", reset + "/execution");
        Awaitility.await().atMost(LONG).until(() -> EMULATOR.requests("DescribeTaskStatus") > asked);

        first.freeze();
        try {
            Awaitility.await().atMost(LONG).until(() -> !status(reset).equals("EXECUTING"));
            assertThat(second.post("operator", next + "/execution", "", 409).path("type").asString())
                    .endsWith("reset-in-flight");
            Awaitility.await().atMost(LONG)
                    .failFast("settled while CKafka works on it", () -> status(reset).equals("FAILED"))
                    .until(() -> status(reset).equals("APPLIED"));
        } finally {
            first.thaw();
        }

        assertThat(second.get(reset).at("/execution/writes/0/answer").asString()).isEqualTo("ACCEPTED");
        assertThat(EMULATOR.requests(WRITE) - before).isEqualTo(1);
        isTrueOfKafka(reset, group);
    }

    @Test
    void beginsAndEndsOnTheDatabasesClock() {
        String reset = second.approved(prepare("freeze-began", 1), 1);

        second.post("operator", reset + "/execution", "", 200);

        JsonNode execution = second.get(reset).path("execution");
        assertThat(Instant.parse(execution.path("startedAt").asString()))
                .isBefore(Instant.parse(execution.at("/writes/0/answeredAt").asString()));
    }

    /** The topics that were never reached, as a new plan through the same doors. */
    private static void carriesOn(String reset, String group) {
        JsonNode plan = second.post("operator", reset + "/continuation-preview", "", 201);
        String rest = "/api/v1/resets/" + second.post("operator", "/api/v1/resets", """
                {"previewId":"%s","confirmGroup":"%s","reason":"the rest"}""".formatted(
                plan.path("previewId").asString(), group), 201).path("id").asString();
        second.post("approver", rest + "/approval", "", 200);
        second.post("operator", rest + "/execution", "", 200);
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(status(rest)).isEqualTo("APPLIED"));
        assertThat(committed(group, 0)).isEqualTo(100);
        assertThat(committed(group, 1)).isEqualTo(100);
    }

    private static void isTrueOfKafka(String reset, String group) {
        JsonNode topics = second.get(reset).at("/outcome/topics");
        StreamSupport.stream(topics.spliterator(), false).forEach(topic -> {
            String result = topic.at("/partitions/0/result").asString();
            String name = topic.path("topic").asString();
            long now = committed(group, Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)));
            assertThat(result).as(name).isIn(now == 100 ? "CONFIRMED" : "UNCHANGED",
                    now == 100 ? "CONFIRMED" : "NOT_ATTEMPTED");
        });
    }

    private static String status(String reset) {
        return second.get(reset).path("status").asString();
    }

    private static long intentions(String reset) {
        return database.sql("select count(*) from reset_write where reset_id = ?").param(number(reset))
                .query(Long.class).single();
    }

    private static long number(String reset) {
        return Long.parseLong(reset.substring(reset.lastIndexOf('/') + 1));
    }

    private static String prepare(String group, int topics) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (int topic = 0; topic < topics; topic++) {
            BROKER.topic(group + "-" + topic, 1);
            BROKER.produce(group + "-" + topic, 0, 100);
            offsets.put(new TopicPartition(group + "-" + topic, 0), 50L);
        }
        BROKER.commit(group, offsets);
        return group;
    }

    private static long committed(String group, int topic) {
        return Objects.requireNonNull(BROKER.committed(group).get(new TopicPartition(group + "-" + topic, 0)));
    }
}
