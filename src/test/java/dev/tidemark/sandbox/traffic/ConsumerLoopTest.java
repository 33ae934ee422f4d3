package dev.tidemark.sandbox.traffic;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The loop alone, on Kafka's own mock of a consumer; {@link DemoTrafficIT} runs it on the real one. */
// A loop pauses for seconds after a failure and between commits: each test has its own, so they pause together.
@Execution(ExecutionMode.CONCURRENT)
class ConsumerLoopTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private static final DemoGroup ASSIGNING = new DemoGroup("job", Condition.SELF_ASSIGNED, List.of("orders"), 1, "");
    private static final DemoGroup CATCHING_UP = new DemoGroup("indexer", Condition.CATCHING_UP, List.of("orders"), 1,
            "");

    private final StopSignal stop = new StopSignal();
    private final AtomicInteger drained = new AtomicInteger();

    @AfterEach
    void stop() {
        stop.give();
    }

    @Test
    void commitsWhatItHasRead() {
        MockConsumer<byte[], byte[]> consumer = consumer();
        consumer.schedulePollTask(() -> receive(consumer, 0, 10));
        run(ASSIGNING, List.of(consumer));

        await().atMost(10, SECONDS).until(() -> committed(consumer) == 10);
    }

    @Test
    void beginsAnewWithAnotherClientWhenItsOwnFails() {
        MockConsumer<byte[], byte[]> failing = consumer();
        failing.setPollException(new KafkaException("the broker has gone"));
        MockConsumer<byte[], byte[]> next = consumer();
        next.schedulePollTask(() -> receive(next, 0, 3));
        run(ASSIGNING, List.of(failing, next));

        await().atMost(15, SECONDS).until(() -> committed(next) == 3);
        assertThat(failing.closed()).isTrue();
    }

    @Test
    void endsAPollThatWaitsAndClosesItsClient() throws InterruptedException {
        MockConsumer<byte[], byte[]> consumer = consumer();
        ConsumerLoop loop = loop(ASSIGNING, List.of(consumer));
        Thread thread = Thread.ofVirtual().start(loop);
        await().atMost(5, SECONDS).until(() -> !consumer.assignment().isEmpty());

        stop.give();
        loop.wakeUp();

        assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void asksForTheNextImportOnceItHasCaughtUp() {
        MockConsumer<byte[], byte[]> consumer = consumer();
        consumer.schedulePollTask(() -> {
            consumer.rebalance(Set.of(PARTITION));
            consumer.updateEndOffsets(Map.of(PARTITION, 5_000L));
            receive(consumer, 0, 1);
        });
        consumer.schedulePollTask(() -> consumer.seek(PARTITION, 4_990));
        run(CATCHING_UP, List.of(consumer));

        await().atMost(5, SECONDS).until(() -> drained.get() == 1);
    }

    private static long committed(MockConsumer<byte[], byte[]> consumer) {
        OffsetAndMetadata committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return committed == null ? -1 : committed.offset();
    }

    private static void receive(MockConsumer<byte[], byte[]> consumer, long from, int records) {
        for (long offset = from; offset < from + records; offset++) {
            consumer.addRecord(new ConsumerRecord<>("orders", 0, offset, new byte[0], new byte[0]));
        }
    }

    private static MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 10L));
        return consumer;
    }

    private void run(DemoGroup group, List<MockConsumer<byte[], byte[]>> consumers) {
        Thread.ofVirtual().start(loop(group, consumers));
    }

    private ConsumerLoop loop(DemoGroup group, List<MockConsumer<byte[], byte[]>> consumers) {
        Queue<MockConsumer<byte[], byte[]>> clients = new ArrayDeque<>(consumers);
        return new ConsumerLoop(List.of(PARTITION), ConsumerBehaviour.of(group), clients::remove,
                drained::incrementAndGet,
                Clock.systemUTC(), stop);
    }
}
