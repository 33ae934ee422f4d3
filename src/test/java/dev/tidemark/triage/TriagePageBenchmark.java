package dev.tidemark.triage;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.lag.LagMonitor;
import dev.tidemark.lag.LagProperties;
import dev.tidemark.lag.LagSettings;
import dev.tidemark.lag.SampleWindow;
import dev.tidemark.lag.lost.InMemoryLostGroups;
import dev.tidemark.lag.retention.DataLossForecasts;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * How long triage and a scrape take, and how much memory samples need. Not part of the tests; prints tables:
 * {@code ./mvnw test -Dtest=TriagePageBenchmark}.
 */
@WebTest
class TriagePageBenchmark {
    private static final KafkaInstance INSTANCE = Groups.instance("ckafka-bench", "bench", "ap-bench");
    private static final Instant START = Instant.parse("2026-03-04T03:00:00Z");

    @Autowired
    private LagMonitor monitor;
    @Autowired
    private MockMvcTester mvc;

    @Test
    void printsHowLongPagesTake() {
        System.out.println("| groups | triage page p50 | p95 | JSON p50 | p95 | scrape p50 | p95 | scrape size |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int groups : List.of(100, 1_000, 10_000)) {
            fill(monitor, groups, 4, 15);
            double[] page = times(() -> Browser.of(mvc).html("/"), 200);
            double[] json = times(() -> Browser.body(Browser.of(mvc).as("viewer").open("/api/v1/triage")), 200);
            double[] scrape = times(this::scrape, 20);
            System.out.println(String.format(Locale.ROOT,
                    "| %,d | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.0f ms | %.0f ms | %.1f MB |", groups, page[0],
                    page[1], json[0], json[1], scrape[0], scrape[1], scrape().length() / 1e6));
        }
    }

    @Test
    void printsHowMuchMemorySamplesNeed() throws IOException, InterruptedException {
        System.out.println("| groups x topics x partitions | heap, all samples in | for each partition |");
        System.out.println("|---|---:|---:|");
        for (String shape : List.of("10000 1 100", "10000 10 10", "100000 1 1")) {
            Process child = new ProcessBuilder(
                    System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-cp",
                    System.getProperty("java.class.path"), Heap.class.getName(), shape).redirectErrorStream(true)
                    .start();
            System.out.print(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            if (child.waitFor() != 0) {
                throw new IllegalStateException(shape + " did not fit");
            }
        }
    }

    private String scrape() {
        return Browser.body(Browser.of(mvc).as("admin").call("/actuator/prometheus"));
    }

    private static void fill(LagMonitor monitor, int groups, int partitions, int samples) {
        Set<GroupKey> alive = new HashSet<>();
        for (int sample = 0; sample < samples; sample++) {
            for (int group = 0; group < groups; group++) {
                ConsumerGroupId id = new ConsumerGroupId("group-" + group);
                alive.add(new GroupKey(INSTANCE.id(), id));
                monitor.add(INSTANCE, new GroupListing.Entry(id, Optional.of(GroupState.STABLE), OptionalInt.of(3),
                        "consumer"), List.of(topic("orders", partitions, 100L * sample, group)),
                        START.plusSeconds(30L * sample), START.plusSeconds(30L * sample + 1));
            }
        }
        monitor.publish(alive, Set.of(INSTANCE.id()), START, Duration.ofSeconds(1), 0);
    }

    private static GroupOffsets.Topic topic(String name, int partitions, long at, int group) {
        return new GroupOffsets.Topic(name, IntStream.range(0, partitions)
                .mapToObj(partition -> Offsets.committed(partition, at * (group % 5), 500 + at * 5)).toList());
    }

    /** Half of the calls warm up. */
    private static double[] times(Runnable call, int calls) {
        double[] millis = new double[calls];
        for (int i = -calls; i < calls; i++) {
            long began = System.nanoTime();
            call.run();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(millis);
        return new double[]{millis[calls / 2], millis[calls * 95 / 100]};
    }

    /** A process of its own with a heap of 512 MB: either everything fits, or it ends in an error. */
    static final class Heap {
        private Heap() {
        }

        public static void main(String[] arguments) {
            int[] shape = Arrays.stream(arguments[0].split(" ", -1)).mapToInt(Integer::parseInt).toArray();
            LagProperties properties = LagSettings.of(Map.of());
            OffsetTimeIndex index = new OffsetTimeIndex(Duration.ofDays(7));
            LagMonitor monitor = new LagMonitor(properties, index, new DataLossForecasts(), InMemoryLostGroups.none(),
                    _ -> {
                    });
            long before = used();
            Set<GroupKey> alive = new HashSet<>();
            for (int group = 0; group < shape[0]; group++) {
                ConsumerGroupId id = new ConsumerGroupId("group-" + group);
                alive.add(new GroupKey(INSTANCE.id(), id));
                for (long ago : moments()) {
                    for (int each = 0; each < shape[1]; each++) {
                        index.add(INSTANCE.id(), "topic-" + group + "-" + each, ends(shape[2], group, ago),
                                START.minusSeconds(ago), START.minusSeconds(ago - 1));
                    }
                }
                for (int sample = SampleWindow.SAMPLES - 1; sample >= 0; sample--) {
                    long ago = 30L * sample;
                    int number = group;
                    monitor.add(INSTANCE, new GroupListing.Entry(id, Optional.of(GroupState.STABLE),
                            OptionalInt.of(3), "consumer"),
                            IntStream.range(0, shape[1]).mapToObj(each -> new GroupOffsets.Topic(
                                    "topic-" + number + "-" + each,
                                    ends(shape[2], number, ago).entrySet().stream().map(end -> Offsets.committed(
                                            end.getKey(), end.getValue().getAsLong() - 100, end.getValue().getAsLong()))
                                            .toList()))
                                    .toList(),
                            START.minusSeconds(ago), START.minusSeconds(ago - 1));
                }
            }
            monitor.publish(alive, Set.of(INSTANCE.id()), START, Duration.ofSeconds(1), 0);
            double bytes = (double) (used() - before);
            System.out.println(String.format(Locale.ROOT, "| %,d x %d x %d | %.0f MB | %.0f bytes |", shape[0],
                    shape[1], shape[2], bytes / 1e6, bytes / ((double) shape[0] * shape[1] * shape[2])));
            if (monitor.snapshot().groups().size() != shape[0]) {
                throw new IllegalStateException("groups are missing");
            }
        }

        /** Seconds before the start, as far apart as the index keeps them over a week. */
        private static List<Long> moments() {
            return LongStream
                    .iterate(Duration.ofDays(7).toSeconds(), ago -> ago > 450, ago -> ago - Math.max(30, ago / 23))
                    .boxed().toList();
        }

        /** A fifth of the partitions each gets nothing, and 0.1, 1, 10 and 100 messages a second. */
        private static Map<Integer, OptionalLong> ends(int partitions, int group, long ago) {
            double rate = group % 5 == 0 ? 0 : Math.pow(10, group % 5 - 2);
            return IntStream.range(0, partitions).boxed().collect(Collectors.toMap(Function.identity(),
                    partition -> OptionalLong.of((long) (rate * (700_000 - ago)) + 1_000_000L * partition)));
        }

        private static long used() {
            for (int i = 0; i < 5; i++) {
                System.gc();
            }
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
