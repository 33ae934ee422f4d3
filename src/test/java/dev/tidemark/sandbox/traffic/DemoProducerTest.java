package dev.tidemark.sandbox.traffic;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class DemoProducerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final StopSignal stop = new StopSignal();
    private final MockProducer<String, String> kafka = new MockProducer<>(true, new RoundRobinPartitioner(),
            new StringSerializer(), new StringSerializer());

    @Test
    void datesTheHistoryEvenlyOverTheHoursBefore() {
        shop(DemoTopic.of("orders", 3, 0, 6)).writeHistory();

        assertThat(kafka.history()).extracting(ProducerRecord::timestamp).containsExactly(hoursBefore(6),
                hoursBefore(5),
                hoursBefore(4), hoursBefore(3), hoursBefore(2), hoursBefore(1));
    }

    @Test
    void writesSmallRecordsAndTheSameInEveryRun() {
        shop(DemoTopic.of("orders", 3, 0, 50)).writeHistory();
        List<ProducerRecord<String, String>> first = List.copyOf(kafka.history());
        kafka.clear();
        shop(DemoTopic.of("orders", 3, 0, 50)).writeHistory();

        assertThat(kafka.history()).isEqualTo(first)
                .allSatisfy(written -> assertThat(written.value().length()).isBetween(100, 300));
    }

    @Test
    void spreadsAnImportInProportionToTheRates() throws InterruptedException {
        DemoProducer shop = shop(DemoTopic.of("catalogue", 3, 2, 0), DemoTopic.of("prices", 3, 1, 0),
                DemoTopic.of("orders", 3, 1, 0));
        shop.requestImport(List.of("catalogue", "prices"), 300);
        Thread writing = Thread.ofVirtual().start(shop::writeUntilStopped);

        await().atMost(5, SECONDS).until(() -> kafka.history().size() >= 300);
        stop.give();

        assertThat(writing.join(Duration.ofSeconds(5))).isTrue();
        assertThat(kafka.history()).extracting(ProducerRecord::topic).hasSize(300)
                .satisfies(topics -> assertThat(topics).filteredOn("catalogue"::equals).hasSize(200))
                .doesNotContain("orders");
    }

    private DemoProducer shop(DemoTopic... topics) {
        return new DemoProducer(kafka, List.of(topics), Clock.fixed(NOW, ZoneOffset.UTC), stop);
    }

    private static long hoursBefore(int hours) {
        return NOW.minus(Duration.ofHours(hours)).toEpochMilli();
    }
}
