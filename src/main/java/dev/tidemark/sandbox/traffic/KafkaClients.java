package dev.tidemark.sandbox.traffic;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka clients of one instance with small buffers and long waits: a dozen of them must not be felt on a laptop. */
final class KafkaClients {
    private final SandboxInstance instance;

    KafkaClients(SandboxInstance instance) {
        this.instance = instance;
    }

    Producer<String, String> producer() {
        Map<String, Object> settings = shared("sandbox-" + instance.name() + "-shop");
        settings.put(ProducerConfig.ACKS_CONFIG, "1");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        // Small batches, because a consumer takes a partition's batch whole: large ones would make slow groups jerk.
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 2_048);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /**
     * A consumer that commits only when told to.
     *
     * @param name of the consumer, unique within the instance
     */
    Consumer<byte[], byte[]> consumer(String group, String name, ConsumerBehaviour habit) {
        Map<String, Object> settings = shared(name + "@" + instance.name());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                habit.joining() == ConsumerBehaviour.Joining.CONSUMER_PROTOCOL ? "consumer" : "classic");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, habit.batch());
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, habit.keepsUp() ? 64 << 10 : 1);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1_000);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 256 << 10);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, habit.keepsUp() ? 64 << 10 : 512);
        settings.put(ConsumerConfig.CHECK_CRCS_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> shared(String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", instance.bootstrapServers());
        settings.put("client.id", clientId);
        settings.put("receive.buffer.bytes", 32 << 10);
        settings.put("send.buffer.bytes", 32 << 10);
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", false);
        return settings;
    }
}
