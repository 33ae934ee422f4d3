package dev.tidemark.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.OffsetsMoved;
import dev.tidemark.lag.Sweeps;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What sweeps saw, as a chart, as JSON and as a file. */
@WebTest
class HistoryTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-history");
    private static final String API = "/api/v1/instances/ckafka-history/group/history?name=";

    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;
    @Autowired
    private ApplicationContext application;
    @Autowired
    private MockMvcTester mvc;

    @BeforeEach
    void arrange() {
        ckafka.clear();
        ckafka.instance(Groups.instance(INSTANCE.value(), "historic", "ap-history"));
    }

    @AfterEach
    void leaveNothing() {
        ckafka.clear();
    }

    @Test
    void showsWhatEverySweepSawAndWhatChanged() {
        for (int i = 0; i < 4; i++) {
            sweepWith("watched", "visits", 50, 100 + 100 * i);
            // A sweep that ends before the last one is written takes its place.
            written("watched", i + 1);
        }

        assertThat(Browser.of(mvc).call(API + "watched&range=15m")).bodyJson().isLenientlyEqualTo("""
                {"group": "watched", "topics": ["visits"], "points": [
                  {"spanSeconds": 0, "lag": 50, "lagMax": 50, "members": 0}, {"lag": 150}, {"lag": 250},
                  {"lag": 350, "timeLagSeconds": 90}],
                 "marks": [{"kind": "VERDICT", "from": "NOT_ENOUGH_DATA", "to": "STOP"}]}
                """);
        assertThat(Browser.of(mvc).text("/instances/ckafka-history/group/history?name=watched")).contains(
                "Lag: 50 at the start, 350 at the peak, 350 at the end.", "Health: Collecting data → No consumers");
        assertThat(Browser.of(mvc).in("zh-CN").text("/instances/ckafka-history/group/history?name=watched"))
                .contains("消息堆积：期初 50，峰值 350，期末 350。", "健康状态：数据采集中 → 停止消费");
        assertThat(Browser.of(mvc).text("/instances/ckafka-history/group/history.csv?name=watched"))
                .startsWith("at,span_seconds,lag,lag_max,time_lag_seconds,time_lag_is_lower_bound,members ")
                .contains(",0,350,350,90,true,0");
    }

    @Test
    void marksAReset() {
        sweepWith("moved", 50, 100);
        application.publishEvent(new OffsetsMoved(4711, INSTANCE, new ConsumerGroupId("moved"), Set.of("orders"),
                clock.instant()));
        written("moved", 1);

        Awaitility.await().untilAsserted(() -> assertThat(Browser.of(mvc).call(API + "moved")).bodyJson()
                .isLenientlyEqualTo("{\"marks\": [{\"kind\": \"RESET\", \"to\": \"4711\"}]}"));
    }

    @Test
    void showsEachTopicForItself() {
        ckafka.group(INSTANCE, Groups.empty("two")).offsets(INSTANCE, new ConsumerGroupId("two"), "billing",
                List.of(Offsets.committed(0, 1, 8)));
        sweepWith("two", 50, 100);
        written("two", 1);

        assertThat(Browser.of(mvc).call(API + "two&topic=billing")).bodyJson().isLenientlyEqualTo(
                "{\"topics\": [\"billing\", \"orders\"], \"points\": [{\"lag\": 7, \"members\": null}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"range=2h", "points=0", "points=9999", "from=yesterday",
        "from=2026-03-04T03:00:00Z&to=2026-03-04T03:00:00Z"})
    void refusesWhatItCannotAnswer(String query) {
        assertThat(Browser.of(mvc).call(API + "any&" + query)).hasStatus(422);
    }

    @Test
    void hidesInstancesThatWereNotGranted() {
        assertThat(Browser.of(mvc).as("limited").open("/instances/ckafka-history/group/history?name=any"))
                .hasStatus(403);
        assertThat(Browser.of(mvc).as("limited").call(API + "any")).hasStatus(403);
    }

    private void written(String group, int points) {
        Awaitility.await().untilAsserted(() -> assertThat(Browser.of(mvc).call(API + group)).bodyJson()
                .extractingPath("$.points").asArray().hasSize(points));
    }

    private void sweepWith(String group, long committed, long logEnd) {
        sweepWith(group, "orders", committed, logEnd);
    }

    private void sweepWith(String group, String topic, long committed, long logEnd) {
        clock.advance(Duration.ofSeconds(30));
        ckafka.group(INSTANCE, Groups.empty(group)).offsets(INSTANCE, new ConsumerGroupId(group), topic,
                List.of(Offsets.committed(0, committed, logEnd)));
        Sweeps.sweep(application);
    }
}
