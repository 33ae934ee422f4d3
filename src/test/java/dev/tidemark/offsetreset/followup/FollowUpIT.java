package dev.tidemark.offsetreset.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.ReadingMember;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** After a reset, with real consumers: they come back and catch up, never come back, or come back and get stuck. */
class FollowUpIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final List<JsonNode> TAKEN = new CopyOnWriteArrayList<>();
    private static final HttpServer PAGER = pager();
    private static RunningDashboard dashboard;
    private static String abandoned = "";
    private static String poisoned = "";
    private static ReadingMember dying;

    /** What takes its time begins for all tests at once. */
    @BeforeAll
    static void start() {
        dashboard = RunningDashboard.watching(EMULATOR, TestTidemark.DATABASE, "--tidemark.lag.enabled=true",
                "--tidemark.lag.interval=1s", "--tidemark.lag.include=followed-*",
                "--tidemark.resets.housekeeping=500ms", "--tidemark.resets.resume-within=8s",
                "--tidemark.resets.stuck-after=5s", "--tidemark.alerts.receivers[0].name=pager",
                "--tidemark.alerts.receivers[0].format=generic", "--tidemark.alerts.receivers[0].topics=RESETS",
                "--tidemark.alerts.receivers[0].url=http://127.0.0.1:" + PAGER.getAddress().getPort() + "/hook");
        abandoned = rewind(prepare("not-resumed", 50));
        poisoned = rewind(prepare("stuck", 50));
        dying = ReadingMember.dyingAt(BROKER.bootstrapServers(), "followed-stuck", "followed-stuck-topic", 100,
                new TopicPartition("followed-stuck-topic", 1), 17);
    }

    @AfterAll
    static void stop() {
        dying.close();
        dashboard.close();
        PAGER.stop(0);
    }

    @Test
    void consumersComeBackAndCatchUp() {
        String group = prepare("caught-up", 300);
        String reset = rewind(group);
        try (var _ = ReadingMember.join(BROKER.bootstrapServers(), group, group + "-topic", 20)) {
            JsonNode reading = await(20).until(() -> followUp(reset), now -> now.path("state").asString()
                    .equals("RESUMED") && now.path("percent").asInt() > 0 && now.path("processed").asLong() < 600
                    && isAhead(now));
            assertThat(reading.path("messages").asLong()).isEqualTo(600);
            assertThat(reading.path("processed").asLong()).isPositive().isLessThanOrEqualTo(committed(group));
            assertThat(Instant.parse(reading.path("expectedEnd").asString()))
                    .isAfter(Instant.parse(reading.path("observedAt").asString()));

            JsonNode done = await(20).until(() -> followUp(reset), now -> now.path("state").asString()
                    .equals("CAUGHT_UP"));
            assertThat(done.path("processed").asLong()).isEqualTo(600).isEqualTo(committed(group));
            assertThat(done.path("stuck").isEmpty()).isTrue();
        }
        assertThat(about(reset)).isEmpty();
    }

    /** Whether the end is still to come: less than half a second is rounded to the look itself. */
    private static boolean isAhead(JsonNode look) {
        return !look.path("expectedEnd").isNull() && Instant.parse(look.path("expectedEnd").asString())
                .isAfter(Instant.parse(look.path("observedAt").asString()));
    }

    @Test
    void alertsOnceWhenNoConsumerComesBack() {
        String group = "followed-not-resumed";
        String reset = abandoned;
        await(20).until(() -> followUp(reset), now -> now.path("state").asString().equals("NOT_RESUMED"));
        await(10).until(() -> about(reset).size() == 1);
        String observed = followUp(reset).path("observedAt").asString();
        await(10).until(() -> followUp(reset), now -> now.path("observedAt").asString().compareTo(observed) > 0);

        assertThat(about(reset)).hasSize(1);
        JsonNode alert = about(reset).getFirst();
        assertThat(alert.path("kind").asString()).isEqualTo("reset-not-resumed");
        assertThat(alert.path("group").asString()).isEqualTo(group);
        assertThat(alert.path("text").asString()).contains("Requested by operator, approved by approver");
        try (var _ = ReadingMember.join(BROKER.bootstrapServers(), group, group + "-topic", 100)) {
            await(20).until(() -> followUp(reset), now -> now.path("state").asString().equals("CAUGHT_UP"));
        }
    }

    @Test
    void aConsumerThatDiesAtOneMessageIsStuck() {
        JsonNode stuck = await(30).until(() -> followUp(poisoned), now -> now.path("state").asString()
                .equals("STUCK") && now.path("processed").asLong() >= 67);

        assertThat(stuck.path("processed").asLong()).isEqualTo(67).isEqualTo(committed("followed-stuck"));
        assertThat(stuck.path("stuck").valueStream().map(each -> each.path("partition").asInt())).containsExactly(1);
        await(10).until(() -> about(poisoned).stream()
                .anyMatch(alert -> alert.path("kind").asString().equals("reset-stuck")));
    }

    private static ConditionFactory await(int seconds) {
        return Awaitility.await().atMost(Duration.ofSeconds(seconds));
    }

    private static List<JsonNode> about(String reset) {
        return TAKEN.stream().filter(alert -> reset.endsWith("/" + alert.path("reset").asString())).toList();
    }

    private static JsonNode followUp(String reset) {
        return dashboard.as("viewer").get(reset).path("followUp");
    }

    private static String rewind(String group) {
        String reset = dashboard.approved(group, "{\"type\":\"to-earliest\"}", "pinned");
        assertThat(dashboard.as("operator").post(reset + "/execution", "", 200).path("status").asString())
                .isEqualTo("APPLIED");
        return reset;
    }

    private static String prepare(String name, int records) {
        String group = "followed-" + name;
        String topic = group + "-topic";
        BROKER.topic(topic, 2);
        BROKER.produce(topic, 0, records);
        BROKER.produce(topic, 1, records);
        BROKER.commit(group, Map.of(new TopicPartition(topic, 0), (long) records, new TopicPartition(topic, 1),
                (long) records));
        return group;
    }

    private static long committed(String group) {
        return BROKER.committed(group).values().stream().mapToLong(Long::longValue).sum();
    }

    private static HttpServer pager() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/hook", exchange -> {
                TAKEN.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
