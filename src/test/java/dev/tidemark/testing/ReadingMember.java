package dev.tidemark.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer that reads a topic a few records at a time, commits them, and never gets past one offset of one partition. */
public final class ReadingMember implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final KafkaConsumer<String, String> consumer;
    private final TopicPartition poisoned;
    private final long poison;
    private final Thread thread;

    private ReadingMember(String bootstrapServers, String group, int atOnce, TopicPartition poisoned, long poison) {
        this.consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "group.id", group,
                "enable.auto.commit", false, "auto.offset.reset", "earliest", "max.poll.records", atOnce),
                new StringDeserializer(), new StringDeserializer());
        this.poisoned = poisoned;
        this.poison = poison;
        this.thread = Thread.ofVirtual().unstarted(this::read);
    }

    public static ReadingMember join(String bootstrapServers, String group, String topic, int atOnce) {
        return dyingAt(bootstrapServers, group, topic, atOnce, new TopicPartition(topic, 0), Long.MAX_VALUE);
    }

    /** Tries the record at an offset again and again. */
    public static ReadingMember dyingAt(String bootstrapServers, String group, String topic, int atOnce,
            TopicPartition poisoned, long poison) {
        ReadingMember member = new ReadingMember(bootstrapServers, group, atOnce, poisoned, poison);
        member.consumer.subscribe(List.of(topic));
        member.thread.start();
        return member;
    }

    private void read() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                ConsumerRecords<String, String> records = consumer.poll(PAUSE);
                for (TopicPartition partition : records.partitions()) {
                    long last = records.records(partition).getLast().offset();
                    if (partition.equals(poisoned) && last >= poison) {
                        consumer.seek(partition, poison);
                        last = poison - 1;
                    }
                    consumer.commitSync(Map.of(partition, new OffsetAndMetadata(last + 1)));
                }
                Thread.sleep(PAUSE);
            }
        } catch (WakeupException | InterruptedException closed) {
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
