package dev.tidemark.sandbox.broker;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * One real Kafka for all tests of this process, started by the first that asks. A test uses topics and groups of its own
 * names. What tests read back, they read with a plain Kafka client, independent of the code under test.
 */
public final class SharedBroker {
    private static final SharedBroker INSTANCE = new SharedBroker();

    private final EmbeddedBroker broker;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    private SharedBroker() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        broker = EmbeddedBroker.start(InetAddress.getLoopbackAddress(), 0, folder);
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers(), "retry.backoff.ms", 1L,
                "retry.backoff.max.ms", 100L);
        admin = Admin.create(client);
        producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            producer.close(Duration.ZERO);
            admin.close(Duration.ZERO);
            broker.close();
        }));
    }

    public static SharedBroker get() {
        return INSTANCE;
    }

    /** Another one, for tests that put the same names on it as others do on the first. */
    public static SharedBroker second() {
        return Second.INSTANCE;
    }

    private static final class Second {
        static final SharedBroker INSTANCE = new SharedBroker();
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** As the sandbox presents it, under an id of the test's choice. */
    public SandboxInstance as(String id) {
        return new SandboxInstance(id, "shared", "ap-guangzhou", Map.of("env", "test"), bootstrapServers(), admin);
    }

    public Admin admin() {
        return admin;
    }

    /** Makes a topic and returns when the broker serves all its partitions. */
    public void topic(String name, int partitions) {
        topic(name, partitions, Map.of());
    }

    /** Makes a topic with settings of its own and returns when the broker serves all its partitions. */
    public void topic(String name, int partitions, Map<String, String> settings) {
        await(() -> admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings))).all()
                .get());
        Map<TopicPartition, OffsetSpec> all = IntStream.range(0, partitions).boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(name, p), p -> OffsetSpec.latest()));
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions()
                .until(() -> admin.listOffsets(all).all().get().size() == partitions);
    }

    /** Writes records and returns when they are stored. */
    public void produce(String topic, int partition, int records) {
        for (int i = 0; i < records; i++) {
            var _ = producer.send(new ProducerRecord<>(topic, partition, "key-" + i, "value-" + i));
        }
        producer.flush();
    }

    /** Writes a record for each time, in this order, as a producer stamps them, and returns when they are stored. */
    public void produceAt(String topic, int partition, List<Instant> times) {
        for (Instant time : times) {
            var _ = producer.send(new ProducerRecord<>(topic, partition, time.toEpochMilli(), "key", "value"));
        }
        producer.flush();
    }

    /** Deletes the records before an offset, as retention would. */
    public void deleteBefore(String topic, int partition, long offset) {
        await(() -> admin.deleteRecords(
                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset))).all().get());
    }

    public void commit(String group, String topic, int partition, long offset) {
        commit(group, Map.of(new TopicPartition(topic, partition), offset));
    }

    public void commit(String group, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> values = new HashMap<>();
        offsets.forEach((partition, offset) -> values.put(partition, new OffsetAndMetadata(offset)));
        await(() -> admin.alterConsumerGroupOffsets(group, values).all().get());
    }

    /** What Kafka itself has stored for a group. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await(() -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get())
                .forEach((partition, value) -> offsets.put(partition, value.offset()));
        return offsets;
    }

    private static <T> T await(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }
}
