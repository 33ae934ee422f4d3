package dev.tidemark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Role;
import dev.tidemark.alert.AlertProperties.Language;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.Sweeps;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.offsetreset.OffsetResetService;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.preview.ResetPreviewService;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.TestTidemark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the sweep to a receiver that is not always well: what arrives, in which order, and that nothing gets lost. */
@SpringBootTest(classes = TestTidemark.class, properties = {"spring.datasource.url=" + TestTidemark.DATABASE,
    "tidemark.lag.enabled=false", "tidemark.alerts.links=https://tidemark.example/"})
class AlertsTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-alert");
    private static final ConsumerGroupId GROUP = new ConsumerGroupId("结算 / v2");
    private static final List<String> TAKEN = new CopyOnWriteArrayList<>();
    private static final Queue<Integer> ANSWERS = new ConcurrentLinkedQueue<>();
    private static final HttpServer PAGER = pager();

    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;
    @Autowired
    private ResetPreviewService previews;
    @Autowired
    private OffsetResetService resets;
    @Autowired
    private ApplicationContext application;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry registry) {
        registry.add("tidemark.alerts.receivers[0].name", () -> "pager");
        registry.add("tidemark.alerts.receivers[0].format", () -> "generic");
        registry.add("tidemark.alerts.receivers[0].instances", () -> INSTANCE.value());
        registry.add("tidemark.alerts.receivers[0].url",
                () -> "http://127.0.0.1:" + PAGER.getAddress().getPort() + "/hook?key=k");
    }

    @AfterAll
    static void stop() {
        PAGER.stop(0);
    }

    @BeforeEach
    void arrange() {
        ckafka.clear();
        ckafka.instance(Groups.instance(INSTANCE.value(), "settling", "ap-alert"));
        TAKEN.clear();
        ANSWERS.clear();
    }

    @Test
    void tellsOfTroubleThatLastsAndThatItIsOverThroughAReceiverThatIsDownMeanwhile() {
        ANSWERS.addAll(List.of(503, 500));
        for (int minute = 0; minute < 6; minute++) {
            sweepWith(50, 100 + 100 * minute);
        }
        until(() -> ANSWERS.isEmpty() && TAKEN.size() == 1, () -> clock.advance(Duration.ofSeconds(20)));
        until(() -> TAKEN.size() == 2, () -> sweepWith(600, 600));

        JsonNode firing = JsonMapper.shared().readTree(TAKEN.getFirst());
        assertThat(firing.path("kind").asString()).isEqualTo("firing");
        assertThat(firing.path("group").asString()).isEqualTo("结算 / v2");
        assertThat(firing.path("verdict").asString()).isEqualTo("STOP");
        assertThat(firing.path("url").asString()).isEqualTo(
                "https://tidemark.example/instances/ckafka-alert/group?name=%E7%BB%93%E7%AE%97%20%2F%20v2");
        assertThat(firing.path("text").asString()).startsWith("No consumers: 结算 / v2 on settling\n")
                .contains("has not moved for", "Since 2026-");
        JsonNode resolved = JsonMapper.shared().readTree(TAKEN.getLast());
        assertThat(resolved.path("kind").asString()).isEqualTo("resolved");
        assertThat(resolved.path("reason").asString()).startsWith("Worst: No consumers. Duration:");
    }

    @Test
    void tellsOfAGroupThatIsGoneAndThatItIsOverOnlyWhenItIsBack() {
        sweepWith(600, 600);
        ckafka.remove(INSTANCE, GROUP);
        until(() -> TAKEN.size() == 1, this::sweep);
        JsonNode firing = JsonMapper.shared().readTree(TAKEN.getFirst());
        assertThat(firing.path("verdict").asString()).isEqualTo("LOST");
        assertThat(firing.path("lag").isNull()).isTrue();
        assertThat(firing.path("url").asString())
                .startsWith("https://tidemark.example/instances/ckafka-alert/group/health");
        assertThat(firing.path("text").asString())
                .startsWith("Lost: 结算 / v2 on settling\nThe group is gone since 2026-");
        for (int minute = 0; minute < 10; minute++) {
            sweep();
        }
        assertThat(TAKEN).hasSize(1);

        until(() -> TAKEN.size() == 2, () -> sweepWith(600, 600));

        assertThat(JsonMapper.shared().readTree(TAKEN.getLast()).path("kind").asString()).isEqualTo("resolved");
    }

    @Test
    void speaksTheLanguageOfEachReceiver() {
        OpenAlert trouble = new OpenAlert(new GroupKey(INSTANCE, GROUP), "settling", Verdict.STOP,
                TestTidemark.START, Optional.of(Verdict.STOP), Optional.of(TestTidemark.START.plusSeconds(240)));
        AlertMessages words = application.getBean(AlertMessages.class);

        assertThat(words.resolved(trouble, TestTidemark.START, Language.EN).text())
                .startsWith("Recovered: 结算 / v2 on settling\nWorst: No consumers. Duration: 4 min.");
        assertThat(words.resolved(trouble, TestTidemark.START, Language.ZH).text())
                .startsWith("已恢复：settling 上的 结算 / v2\n期间最严重为停止消费，持续 4 分钟。");
    }

    @Test
    void tellsApproversThatAResetWaitsForThem() {
        ckafka.group(INSTANCE, Groups.empty(GROUP.value())).offsets(INSTANCE, GROUP, "orders",
                List.of(Offsets.committed(0, 50, 100)));
        Operator operator = new Operator("mei",
                List.of(new Grant(Role.OPERATOR, new IdPattern("*"), new IdPattern("*"), Set.of())));
        ResetPlan plan = previews.preview(operator, INSTANCE, GROUP,
                new ResetScope(List.of(new ResetScope.Part("orders", Optional.empty()))),
                new ResetTarget.ToEarliest(), ResetMode.PINNED, Optional.of("the double moves by itself"));

        long id = resets.request(operator, plan.id(), GROUP.value(), "bad deploy", Optional.empty()).id();
        until(() -> TAKEN.size() == 1, () -> clock.advance(Duration.ofSeconds(1)));

        JsonNode waiting = JsonMapper.shared().readTree(TAKEN.getFirst());
        assertThat(waiting.path("kind").asString()).isEqualTo("reset-waiting");
        assertThat(waiting.path("reset").asLong()).isEqualTo(id);
        assertThat(waiting.path("url").asString()).isEqualTo("https://tidemark.example/resets/" + id);
        assertThat(waiting.path("text").asString())
                .startsWith("mei requests an offset reset of 结算 / v2 on ckafka-alert\nbad deploy\nWaits");
    }

    /** The clock stands still unless a test advances it, and what failed is tried again when its time has come. */
    private static void until(BooleanSupplier condition, Runnable meanwhile) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            if (condition.getAsBoolean()) {
                return true;
            }
            meanwhile.run();
            return false;
        });
    }

    private void sweepWith(long committed, long logEnd) {
        clock.advance(Duration.ofSeconds(60));
        ckafka.group(INSTANCE, Groups.empty(GROUP.value())).offsets(INSTANCE, GROUP, "orders",
                List.of(Offsets.committed(0, committed, logEnd)));
        Sweeps.sweep(application);
    }

    private void sweep() {
        clock.advance(Duration.ofSeconds(60));
        Sweeps.sweep(application);
    }

    private static HttpServer pager() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/hook", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                Integer answer = ANSWERS.poll();
                if (answer == null) {
                    TAKEN.add(body);
                }
                exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
