package dev.tidemark.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer that stays in its group until closed, and never commits. */
public final class LiveMember implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final CountDownLatch assigned = new CountDownLatch(1);
    private final Thread thread;

    private LiveMember(KafkaConsumer<String, String> consumer) {
        this.consumer = consumer;
        this.thread = Thread.ofVirtual().unstarted(this::stay);
    }

    /** Returns once the group has given it every partition of the topic. */
    public static LiveMember join(String bootstrapServers, String group, String clientId, String topic) {
        LiveMember member = new LiveMember(new KafkaConsumer<>(Map.of(
                "bootstrap.servers", bootstrapServers, "group.id", group, "client.id", clientId,
                "enable.auto.commit", false, "partition.assignment.strategy", RangeAssignor.class.getName()),
                new StringDeserializer(), new StringDeserializer()));
        member.consumer.subscribe(List.of(topic));
        member.thread.start();
        try {
            if (!member.assigned.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no assignment for " + clientId);
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return member;
    }

    private void stay() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofMillis(200));
                if (!consumer.assignment().isEmpty()) {
                    assigned.countDown();
                }
            }
        } catch (WakeupException closed) {
            return;
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
