package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.Databases;
import dev.tidemark.testing.SharedEmulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * One process and no survivor. It is stopped for longer than its lease of 3 s, and meanwhile a client commits to a topic
 * that it has checked and not yet written: that commit is never overwritten, and the rest can be carried on.
 */
class ResetPauseIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-resets"));
    private static final String WRITE = "BatchModifyGroupOffsets";
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration LONGER_THAN_THE_LEASE = Duration.ofSeconds(4);

    @TempDir
    private static Path data;
    private static JdbcClient database;
    private static DashboardProcess process;

    @BeforeAll
    static void start() {
        String url = Databases.postgresUrl();
        process = DashboardProcess.start(EMULATOR, data, 0, "--spring.datasource.url=" + url);
        database = JdbcClient.create(new DriverManagerDataSource(url));
        // Holds a statement at the step that a test names, so that the process can be stopped just there.
        database.sql("create table pause_at (step text)").update();
        database.sql("""
                create function pause() returns trigger language plpgsql as $$ begin
                if exists (select 1 from pause_at where step = old.status || ' to ' || new.status) then
                perform pg_sleep(1); end if; return new; end $$""").update();
        database.sql("create trigger pause before update on reset_request for each row execute function pause()")
                .update();
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @AfterEach
    void disarm() {
        EMULATOR.disarm();
        database.sql("delete from pause_at").update();
    }

    @ParameterizedTest(name = "stopped {0}: {3}")
    @CsvSource({"between the checks and the claim, APPROVED to EXECUTING, 0, FAILED",
        "between the claim and the intention, EXECUTING to EXECUTING, 0, FAILED",
        "during the first write, none, 1, PARTIALLY_APPLIED"})
    void writesNothingOnTheGroundOfChecksOfThePast(String step, String held, int changed, String status) {
        String group = prepare("pause-" + step.replace(' ', '-'));
        String reset = process.approved(group, 2);
        int before = EMULATOR.requests(WRITE);
        EMULATOR.arm(WRITE, "delay", "", Duration.ofSeconds(1));
        database.sql("insert into pause_at values (?)").param(held).update();

        process.postWithoutWaiting("operator", reset + "/execution");
        Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(
                () -> held.equals("none") ? EMULATOR.requests(WRITE) > before : isHeld());
        process.freeze();
        try {
            database.sql("delete from pause_at").update();
            Awaitility.await().pollDelay(LONGER_THAN_THE_LEASE).until(() -> true);
            BROKER.commit(group, group + "-" + changed, 0, 61);
        } finally {
            process.thaw();
        }

        Awaitility.await().atMost(LONG)
                .untilAsserted(() -> assertThat(process.get(reset).path("status").asString()).isEqualTo(status));
        assertThat(EMULATOR.requests(WRITE) - before).as("writes").isEqualTo(changed);
        assertThat(committed(group, changed)).as("what the client committed").isEqualTo(61);
        JsonNode topics = process.get(reset).at("/outcome/topics");
        assertThat(topics.at("/1/partitions/0/result").asString()).isEqualTo("NOT_ATTEMPTED");
        if (changed == 1) {
            assertThat(topics.at("/0/partitions/0/result").asString()).isEqualTo("CONFIRMED");
            assertThat(process.get(reset).at("/execution/writes/1/code").asString()).isEqualTo("COMMITTED_MOVED");
            assertThat(process.get("admin", "/api/v1/audit?limit=50&group=" + group).toString())
                    .contains("COMMITTED_MOVED");
        }
        process.post("operator", reset + "/continuation-preview", "", 201);
    }

    private static boolean isHeld() {
        return database.sql("select count(*) from pg_stat_activity where wait_event = 'PgSleep'").query(Long.class)
                .single() > 0;
    }

    private static String prepare(String group) {
        for (int topic = 0; topic < 2; topic++) {
            BROKER.topic(group + "-" + topic, 1);
            BROKER.produce(group + "-" + topic, 0, 100);
        }
        BROKER.commit(group, Map.of(new TopicPartition(group + "-0", 0), 50L, new TopicPartition(group + "-1", 0),
                50L));
        return group;
    }

    private static long committed(String group, int topic) {
        return Objects.requireNonNull(BROKER.committed(group).get(new TopicPartition(group + "-" + topic, 0)));
    }
}
