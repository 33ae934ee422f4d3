package dev.tidemark.history.jdbc;

import dev.tidemark.history.HistoryProperties;
import dev.tidemark.history.HistorySample;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.lag.timeindex.Times;
import dev.tidemark.testing.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many bytes a day of a group takes in PostgreSQL, for a group of one topic that is sampled every 30 seconds: its
 * total and its topic's. Not part of the tests; prints a table: {@code ./mvnw test -Dtest=HistoryBenchmark}.
 */
class HistoryBenchmark {
    private static final Instant START = Instant.parse("2026-03-04T00:00:00Z");
    private static final int GROUPS = 20;
    private static final int SAMPLES = 2_880;

    @Test
    void printsATable() {
        DataSource database = Databases.postgres();
        JdbcClient jdbc = JdbcClient.create(database);
        JdbcHistory history = new JdbcHistory(jdbc, new JdbcTemplate(database), new HistoryProperties(true,
                Duration.ofSeconds(30), new HistoryProperties.Retention(Duration.ofHours(24), Duration.ofDays(14),
                        Duration.ofDays(180)),
                100_000));
        long began = System.nanoTime();
        for (int sample = 0; sample < SAMPLES; sample++) {
            List<HistorySample> samples = new ArrayList<>();
            for (int group = 0; group < GROUPS; group++) {
                GroupKey key = new GroupKey(new InstanceId("ckafka-bench"), new ConsumerGroupId("group-" + group));
                for (String topic : List.of("", "orders")) {
                    samples.add(new HistorySample(key, topic, START.plusSeconds(30L * sample), Lag.of(sample),
                            Times.exactly(sample), OptionalInt.of(3)));
                }
            }
            history.add(samples);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.println("| kept as | rows | bytes for each group and day | rows written a second |");
        System.out.println("|---|---:|---:|---:|");
        row(jdbc, "every sample", String.format(Locale.ROOT, "%,.0f", 2.0 * GROUPS * SAMPLES / seconds));
        history.thin(START.plus(Duration.ofDays(3)));
        row(jdbc, "five minutes", "");
        history.thin(START.plus(Duration.ofDays(20)));
        row(jdbc, "hours", "");
    }

    private static void row(JdbcClient jdbc, String kept, String speed) {
        jdbc.sql("vacuum full lag_sample").update();
        long bytes = jdbc.sql("select pg_total_relation_size('lag_sample')").query(Long.class).single();
        long rows = jdbc.sql("select count(*) from lag_sample").query(Long.class).single();
        System.out.println(
                String.format(Locale.ROOT, "| %s | %,d | %,d | %s |", kept, rows, bytes / GROUPS, speed));
    }
}
