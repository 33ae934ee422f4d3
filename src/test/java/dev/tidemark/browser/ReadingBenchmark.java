package dev.tidemark.browser;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.PageReader;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * How long pages take that read from the cloud, what they cost and weigh, and when a browser shows their rows. Real Kafka,
 * the emulator without quotas, Chromium. Not part of the tests; prints a table:
 * {@code ./mvnw test -Dtest=ReadingBenchmark}.
 */
class ReadingBenchmark {
    private static final String INSTANCE = "/instances/ckafka-reading";
    private static final String NAME = "reading-benchmark-";
    private static final int LOADS = 60;

    @Test
    void printsATable() {
        SharedBroker broker = SharedBroker.get();
        SharedEmulator emulator = SharedEmulator.inFrontOf(broker.as("ckafka-reading"));
        broker.topic(NAME + "small", 3);
        System.out.println(
                "| page | server p50 | p95 | API calls | bytes | gzipped | Chromium, rows painted p50 | p95 |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        try (RunningDashboard dashboard = RunningDashboard.watching(emulator, TestTidemark.DATABASE)) {
            Measuring measuring = new Measuring(emulator, dashboard.root());
            int groups = 0;
            for (int wanted : List.of(10, 100, 1_000)) {
                IntStream.range(groups, wanted).parallel().forEach(i -> broker.commit(NAME + i,
                        Map.of(new TopicPartition(NAME + "small", 0), 0L)));
                groups = wanted;
                measuring.row(String.format(Locale.ROOT, "list of %,d groups", wanted), INSTANCE + "/groups?search=");
            }
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (int topic = 0; topic < 50; topic++) {
                broker.topic(NAME + "wide-" + topic, 100);
                for (int partition = 0; partition < 100; partition++) {
                    offsets.put(new TopicPartition(NAME + "wide-" + topic, partition), 0L);
                }
            }
            broker.commit("wide-group", offsets);
            measuring.row("one group, 3 partitions", INSTANCE + "/group?name=" + NAME + "1&search=");
            measuring.row("one group, 50 topics x 100 partitions", INSTANCE + "/group?name=wide-group&search=");
        }
    }

    /** Searches for ever another part of the same name, so that no answer comes from the cache. */
    private static List<String> parts() {
        return IntStream.range(0, NAME.length()).boxed().flatMap(from -> IntStream.rangeClosed(from + 1, NAME.length())
                .mapToObj(to -> NAME.substring(from, to))).distinct().limit(2L * LOADS).toList();
    }

    private static final class Measuring {
        private final SharedEmulator emulator;
        private final PageReader reader;
        private final Visitor visitor;

        Measuring(SharedEmulator emulator, String root) {
            this.emulator = emulator;
            this.reader = new PageReader(root, "viewer", "secret");
            ChromeDriver browser = Chromium.another();
            this.visitor = new Visitor(browser, URI.create(root).getPort());
            visitor.signedIn("/instances");
            visitor.sees("ckafka-reading");
        }

        void row(String what, String page) {
            List<String> parts = parts();
            parts.subList(0, LOADS).forEach(part -> reader.open(page + part));
            int before = emulator.requests();
            double[] server = parts.subList(LOADS, 2 * LOADS).stream().mapToDouble(part -> millis(page + part)).sorted()
                    .toArray();
            double calls = (double) (emulator.requests() - before) / LOADS;
            double[] painted = parts.subList(0, 20).stream().mapToDouble(part -> painted(page + part)).sorted()
                    .toArray();
            System.out.println(String.format(Locale.ROOT,
                    "| %s | %.1f ms | %.1f ms | %.1f | %,d | %,d | %.0f ms | %.0f ms |", what, server[LOADS / 2],
                    server[LOADS * 95 / 100], calls, reader.open(page + parts.getFirst()).body().length,
                    reader.compressedBytes(page + parts.getFirst()), painted[10], painted[19]));
        }

        private double millis(String page) {
            long began = System.nanoTime();
            if (reader.open(page).statusCode() != 200) {
                throw new IllegalStateException(page);
            }
            return (System.nanoTime() - began) / 1e6;
        }

        /** From the beginning of navigation to the first paint; the rows are in what is painted. */
        private double painted(String page) {
            visitor.open(page);
            visitor.waitUntil("rows", _ -> !visitor.all("main tbody tr").isEmpty());
            visitor.waitUntil("a paint", _ -> !"0".equals(visitor.script(
                    "return performance.getEntriesByName('first-contentful-paint').length")));
            return Double.parseDouble(String.valueOf(visitor.script(
                    "return performance.getEntriesByName('first-contentful-paint')[0].startTime")));
        }
    }
}
