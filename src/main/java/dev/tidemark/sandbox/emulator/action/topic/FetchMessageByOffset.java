package dev.tidemark.sandbox.emulator.action.topic;

import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record at an offset with key, value and headers as text; where compaction left a hole, the next one. Outside of the
 * log there is none, which is refused; what the real service answers there is not documented.
 */
public final class FetchMessageByOffset implements Action {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Clusters clusters;
    private final Map<String, SandboxInstance> instances;

    public FetchMessageByOffset(Clusters clusters, List<SandboxInstance> instances) {
        this.clusters = clusters;
        this.instances = instances.stream().collect(Collectors.toMap(SandboxInstance::id, Function.identity()));
    }

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "Topic", "Partition", "Offset");
    }

    @Override
    public int requestsPerSecond() {
        return 1;
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        TopicDescription topic = Clusters.topic(cluster, parameters, "Topic");
        long number = parameters.requiredNumber("Partition");
        if (number < 0 || number >= topic.partitions().size()) {
            throw ApiError.invalidValue("Partition", "is not a partition of the topic");
        }
        long offset = parameters.requiredNumber("Offset");
        if (offset < 0) {
            throw ApiError.invalidValue("Offset", "must not be negative");
        }
        TopicPartition partition = new TopicPartition(topic.name(), (int) number);
        if (offset < bound(cluster, partition, OffsetSpec.earliest())
                || offset >= bound(cluster, partition, OffsetSpec.latest())) {
            throw none(offset);
        }
        return new Answer(read(parameters.requiredText("InstanceId"), partition, offset)
                .map(FetchMessageByOffset::row).orElseThrow(() -> none(offset)));
    }

    private static long bound(Cluster cluster, TopicPartition partition, OffsetSpec which) {
        return cluster.offsets(Set.of(partition), which).getOrDefault(partition, 0L);
    }

    private static ApiError none(long offset) {
        return new ApiError("FailedOperation", "There is no message at the offset " + offset + ".");
    }

    private Optional<ConsumerRecord<byte[], byte[]>> read(String instance, TopicPartition partition, long offset) {
        Map<String, Object> settings = Map.of("bootstrap.servers",
                Objects.requireNonNull(instances.get(instance)).bootstrapServers(), "client.id", "sandbox-fetch-one",
                "max.poll.records", 1, "auto.offset.reset", "none");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            return consumer.poll(PATIENCE).records(partition).stream().findFirst();
        }
    }

    private static Row row(ConsumerRecord<byte[], byte[]> message) {
        return new Row(message.topic(), message.partition(), message.offset(), text(message.key()),
                text(message.value()), message.timestamp(), headers(message));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable String headers(ConsumerRecord<byte[], byte[]> message) {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        for (Header header : message.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        return headers.isEmpty() ? null : headers.toString();
    }

    public record Answer(Row result) {
    }

    /** @param headers a JSON object, null without any */
    record Row(String topic, int partition, long offset, @Nullable String key, @Nullable String value, long timestamp,
            @Nullable String headers) {
    }
}
