package dev.tidemark.lag.timeindex;

import dev.tidemark.kafka.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How far the time lag said is from the true age of the oldest unread message. Not part of the tests; prints a table:
 * {@code ./mvnw test -Dtest=TimeIndexBenchmark}.
 */
class TimeIndexBenchmark {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-year");
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SWEEP = 30;
    private static final long DAYS = 21;
    private static final List<Long> AGES = List.of(90L, 600L, 7_200L, 86_400L, 500_000L);

    @Test
    void printsTheErrorsOfEachAge() {
        Random random = new Random(13);
        List<Traffic> all = Traffic.year(random);
        OffsetTimeIndex index = new OffsetTimeIndex(Duration.ofDays(7));
        Map<String, List<Double>> errors = new HashMap<>();
        for (long second = 0; second < DAYS * 86_400; second += SWEEP) {
            Map<Integer, OptionalLong> ends = new HashMap<>();
            for (int partition = 0; partition < all.size(); partition++) {
                ends.put(partition, OptionalLong.of(all.get(partition).writtenBy(second)));
            }
            Instant at = BEGAN.plusSeconds(second);
            index.add(INSTANCE, "orders", ends, at, at);
            if (second > 7 * 86_400 && random.nextInt(100) == 0) {
                measure(index, all, second, errors);
            }
        }
        System.out.println("| traffic | age | median error | worst error |");
        System.out.println("|---|---:|---:|---:|");
        all.forEach(traffic -> AGES.forEach(age -> print(traffic.name(), age,
                errors.getOrDefault(traffic.name() + age, new ArrayList<>()))));
    }

    private static void measure(OffsetTimeIndex index, List<Traffic> all, long second,
            Map<String, List<Double>> errors) {
        Instant now = BEGAN.plusSeconds(second);
        for (Traffic traffic : all) {
            PartitionTimes times = index.of(INSTANCE, "orders").partition(all.indexOf(traffic));
            for (long age : AGES) {
                long offset = traffic.writtenBy(second - age);
                long end = traffic.writtenBy(second);
                double truth = second - traffic.timeOf(Math.min(offset, end - 1));
                // Where nothing was written for long, the oldest unread message is younger than the wanted age.
                if (offset < end && Math.abs(truth - age) < age / 4.0) {
                    double said = times.ageOf(offset, end, now, now).estimate().toMillis() / 1000.0;
                    errors.computeIfAbsent(traffic.name() + age, _ -> new ArrayList<>()).add(Math.abs(said - truth));
                }
            }
        }
    }

    private static void print(String traffic, long age, List<Double> seconds) {
        if (seconds.isEmpty()) {
            return;
        }
        Collections.sort(seconds);
        double median = seconds.get(seconds.size() / 2);
        double worst = seconds.getLast();
        System.out.println(String.format(Locale.ROOT, "| %s | %s | %.1f s (%.1f %%) | %.1f s (%.1f %%) |", traffic,
                Duration.ofSeconds(age).toString().substring(2).toLowerCase(Locale.ROOT), median, 100 * median / age,
                worst, 100 * worst / age));
    }
}
