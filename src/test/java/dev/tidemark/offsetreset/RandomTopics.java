package dev.tidemark.offsetreset;

import dev.tidemark.sandbox.broker.SharedBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * The logs that random resets are about: empty, quiet, without their beginning, with holes, with times that do not rise, and
 * some that grow all the while.
 */
final class RandomTopics implements AutoCloseable {
    static final Instant BEGIN = Instant.parse("2024-03-01T08:00:00Z");
    static final Duration LENGTH = Duration.ofHours(1);
    private static final int COMPACTED_MESSAGES = 40;
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(60);

    private final SharedBroker broker;
    private final SortedMap<String, Integer> partitions = new TreeMap<>();
    private final ScheduledExecutorService producer = Executors.newSingleThreadScheduledExecutor();

    private RandomTopics(SharedBroker broker) {
        this.broker = broker;
    }

    static RandomTopics on(SharedBroker broker, Random random) throws Exception {
        RandomTopics topics = new RandomTopics(broker);
        topics.write("random-empty", 0, 0);
        topics.write("random-quiet", rising(random, 2), rising(random, 60), rising(random, 0));
        topics.write("random-single", rising(random, 120));
        topics.write("random-equal", IntStream.range(0, 80).mapToObj(i -> i / 20 * 600_000L).toList(),
                IntStream.range(0, 50).mapToObj(_ -> 60_000L).toList());
        topics.write("random-mixed", mixed(random, 100), mixed(random, 30));
        topics.write("random-deleted", rising(random, 100), rising(random, 100), rising(random, 100),
                rising(random, 50));
        topics.deleteBefore("random-deleted", 10, 70, 100, 0);
        topics.compacted("random-compacted", random);
        topics.write("random-busy", rising(random, 50), rising(random, 5));
        topics.write("random-busy-deleted", rising(random, 90), rising(random, 90), rising(random, 90));
        topics.deleteBefore("random-busy-deleted", 30, 90, 0);
        var _ = topics.producer.scheduleWithFixedDelay(topics::produce, 0, BETWEEN_MESSAGES.toMillis(),
                TimeUnit.MILLISECONDS);
        return topics;
    }

    List<String> names() {
        return List.copyOf(partitions.keySet());
    }

    boolean knows(TopicPartition partition) {
        return partition.partition() < partitions.getOrDefault(partition.topic(), 0);
    }

    /** None of a topic that does not exist. */
    List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, partitions.getOrDefault(topic, 0))
                .mapToObj(partition -> new TopicPartition(topic, partition)).toList();
    }

    List<TopicPartition> all() {
        return names().stream().flatMap(topic -> partitions(topic).stream()).toList();
    }

    static boolean isBusy(String topic) {
        return topic.contains("busy");
    }

    @Override
    public void close() {
        producer.shutdownNow();
    }

    private void produce() {
        names().stream().filter(RandomTopics::isBusy).flatMap(topic -> partitions(topic).stream())
                .forEach(each -> broker.produce(each.topic(), each.partition(), 1));
    }

    private void write(String topic, int... noMessages) {
        partitions.put(topic, noMessages.length);
        // In one segment: where deleted messages fill an older one, Kafka looks for a time in that and finds nothing.
        broker.topic(topic, noMessages.length,
                Map.of("retention.ms", "-1", "segment.ms", Long.toString(Long.MAX_VALUE)));
    }

    @SafeVarargs
    private void write(String topic, List<Long>... millis) {
        write(topic, new int[millis.length]);
        for (int partition = 0; partition < millis.length; partition++) {
            broker.produceAt(topic, partition, millis[partition].stream().map(BEGIN::plusMillis).toList());
        }
    }

    private void deleteBefore(String topic, long... offsets) {
        for (int partition = 0; partition < offsets.length; partition++) {
            broker.deleteBefore(topic, partition, offsets[partition]);
        }
    }

    private static List<Long> rising(Random random, int messages) {
        return random.longs(messages, 0, LENGTH.toMillis()).sorted().boxed().toList();
    }

    private static List<Long> mixed(Random random, int messages) {
        return random.longs(messages, 0, LENGTH.toMillis()).boxed().toList();
    }

    /** Few keys and a segment for each message, so that Kafka's cleaner leaves holes between those that remain. */
    private void compacted(String topic, Random random) throws Exception {
        partitions.put(topic, 2);
        broker.topic(topic, 2, Map.of("cleanup.policy", "compact", "segment.ms", "1", "min.cleanable.dirty.ratio",
                "0.001", "retention.ms", "-1"));
        try (KafkaProducer<String, String> each = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "batch.size", 0), new StringSerializer(),
                new StringSerializer())) {
            for (TopicPartition partition : partitions(topic)) {
                for (long millis : rising(random, COMPACTED_MESSAGES)) {
                    var _ = each.send(new ProducerRecord<>(topic, partition.partition(),
                            BEGIN.plusMillis(millis).toEpochMilli(), "key-" + random.nextInt(10), "value"));
                }
            }
        }
        cleanerPauses(OpType.SET);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> partitions(topic).stream()
                .allMatch(partition -> messages(partition) < COMPACTED_MESSAGES / 2));
        cleanerPauses(OpType.DELETE);
    }

    /** Fifteen seconds between two looks at the logs are too long for a test. */
    private void cleanerPauses(OpType operation) throws Exception {
        broker.admin().incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, ""),
                List.of(new AlterConfigOp(new ConfigEntry("log.cleaner.backoff.ms", "50"), operation)))).all().get();
    }

    private int messages(TopicPartition partition) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            int messages = 0;
            while (consumer.position(partition) < end) {
                messages += consumer.poll(Duration.ofMillis(200)).count();
            }
            return messages;
        }
    }
}
