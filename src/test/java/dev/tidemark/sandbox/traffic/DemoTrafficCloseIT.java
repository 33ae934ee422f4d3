package dev.tidemark.sandbox.traffic;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidemark.sandbox.broker.OwnBroker;
import dev.tidemark.sandbox.broker.SandboxInstance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The beginning and the end of the small cast: nothing may be left behind, at whatever moment it is closed. */
class DemoTrafficCloseIT {
    private static final DemoScenario CAST = DemoScenario.ordersDev();

    private static OwnBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new OwnBroker("traffic-to-close");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void membersLeaveAndNoThreadStays() throws InterruptedException {
        DemoGroup healthy = CAST.in(Condition.HEALTHY).getFirst();
        try (GroupWatch watch = new GroupWatch(broker.instance().bootstrapServers(), CAST)) {
            DemoTraffic traffic = DemoTraffic.start(broker.instance(), CAST, Clock.systemUTC());
            assertThat(traffic.awaitBegun(Duration.ofSeconds(60))).isTrue();
            await().atMost(30, SECONDS).until(() -> watch.describe(healthy).groupState() == GroupState.STABLE);
            assertThat(ourThreads()).isNotEmpty();

            traffic.close();

            await().atMost(5, SECONDS).untilAsserted(() -> assertThat(ourThreads()).isEmpty());
            assertThat(watch.describe(healthy).groupState()).isEqualTo(GroupState.EMPTY);
        }
    }

    @Test
    void closesWhileItIsStillSeeding() {
        DemoTraffic traffic = DemoTraffic.start(broker.instance(), CAST, Clock.systemUTC());

        traffic.close();

        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(ourThreads()).isEmpty());
    }

    @Test
    void saysWhyItCouldNotBegin() {
        Admin closed = Admin.create(Map.of("bootstrap.servers", broker.instance().bootstrapServers()));
        closed.close();
        SandboxInstance broken = new SandboxInstance("ckafka-broken", "traffic-to-close", "ap-guangzhou", Map.of(),
                broker.instance().bootstrapServers(), closed);

        try (DemoTraffic traffic = DemoTraffic.start(broken, CAST, Clock.systemUTC())) {
            assertThatThrownBy(() -> traffic.awaitBegun(Duration.ofSeconds(30)))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("traffic-to-close")
                    .hasCauseInstanceOf(RuntimeException.class);
        }
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.contains("sandbox-traffic-to-close")).toList();
    }
}
