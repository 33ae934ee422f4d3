package dev.tidemark.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A sweep on an account whose quota is smaller than we believe: it slows down, and misses nothing. */
class ThrottledSweepIT {
    private static final int GROUPS = 250;

    @Test
    void readsEveryGroupThoughTheCloudThrottles() {
        SharedBroker broker = SharedBroker.get();
        broker.topic("throttled", 1);
        broker.produce("throttled", 0, 10);
        IntStream.range(0, GROUPS).parallel()
                .forEach(i -> broker.commit("throttled-" + i, Map.of(new TopicPartition("throttled", 0), 4L)));
        SharedEmulator emulator = SharedEmulator.withQuotas(broker.as("ckafka-throttled"));

        try (RunningDashboard dashboard = RunningDashboard.watching(emulator, TestTidemark.DATABASE,
                "--tidemark.ckafka.budget.quotas.DescribeGroupOffsets=1000",
                "--tidemark.lag.include=throttled-*")) {
            // Where the machine is too busy for a sweep to exceed the quota, the cloud turns away two all the same.
            emulator.arm("DescribeGroupOffsets", "code", "RequestLimitExceeded", Duration.ZERO, 2);

            dashboard.bean(LagSampler.class).sweep();

            LagSnapshot seen = dashboard.bean(LagMonitor.class).snapshot();
            assertThat(dashboard.bean(MeterRegistry.class).find("tidemark.ckafka.calls").tag("outcome", "throttled")
                    .timers().stream().mapToLong(Timer::count).sum()).isPositive();
            assertThat(seen.failed()).isZero();
            assertThat(seen.groups()).hasSize(GROUPS)
                    .allSatisfy(group -> assertThat(group.lag().messages()).hasValue(6));
        }
    }
}
