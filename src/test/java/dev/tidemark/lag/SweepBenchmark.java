package dev.tidemark.lag;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * How long it takes until every group was read, beside what the quota allows, against the emulator with the cloud's quotas and a real Kafka.
 * Not part of the tests; prints a table: {@code ./mvnw test -Dtest=SweepBenchmark}.
 */
class SweepBenchmark {
    // What is left of 100 calls a second after the reserve for people.
    private static final int CALLS_A_SECOND = 70;

    @Test
    void printsATable() {
        SharedBroker broker = SharedBroker.get();
        broker.topic("swept", 1);
        broker.produce("swept", 0, 10);
        SharedEmulator emulator = SharedEmulator.withQuotas(broker.as("ckafka-swept"));
        System.out.println("| groups | sweeps | every group read | bound by 70 calls/s | budget used | throttled |");
        System.out.println("|---:|---:|---:|---:|---:|---:|");
        try (RunningDashboard dashboard = RunningDashboard.watching(emulator, TestTidemark.DATABASE)) {
            int groups = 0;
            for (int wanted : List.of(100, 1_000, 10_000)) {
                IntStream.range(groups, wanted).parallel()
                        .forEach(i -> broker.commit("swept-" + i, Map.of(new TopicPartition("swept", 0), 5L)));
                groups = wanted;
                row(dashboard, wanted);
            }
        }
    }

    private static void row(RunningDashboard dashboard, int groups) {
        long began = System.nanoTime();
        LagSampler sampler = dashboard.bean(LagSampler.class);
        int sweeps = 1;
        while (sampler.sweep().isEmpty()) {
            sweeps++;
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        int swept = dashboard.bean(LagMonitor.class).snapshot().groups().size();
        if (swept != groups) {
            throw new IllegalStateException(swept + " of " + groups + " groups were swept");
        }
        double bound = (double) groups / CALLS_A_SECOND;
        System.out.println(String.format(Locale.ROOT, "| %,d | %d | %.2f s | %.2f s | %.0f %% | %d |", groups, sweeps,
                seconds, bound, 100 * bound / seconds, throttled(dashboard.bean(MeterRegistry.class))));
    }

    private static long throttled(MeterRegistry meters) {
        return meters.find("tidemark.ckafka.calls").tag("outcome", "throttled").timers().stream()
                .mapToLong(Timer::count).sum();
    }
}
