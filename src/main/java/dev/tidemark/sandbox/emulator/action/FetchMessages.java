package dev.tidemark.sandbox.emulator.action;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A few records of one partition, from an offset or from a time on: FetchMessageListByOffset and
 * FetchMessageListByTimestamp. The lists carry offsets and timestamps, never keys or values. Where nothing is left the
 * list is empty; what the real service answers outside of the log is not documented.
 */
final class FetchMessages implements Action {
    private static final int MOST = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String BY_OFFSET = "FetchMessageListByOffset";

    private final String name;
    private final Clusters clusters;
    private final Map<String, SandboxInstance> instances;

    private FetchMessages(String name, Clusters clusters, List<SandboxInstance> instances) {
        this.name = name;
        this.clusters = clusters;
        this.instances = instances.stream().collect(Collectors.toMap(SandboxInstance::id, Function.identity()));
    }

    static FetchMessages byOffset(Clusters clusters, List<SandboxInstance> instances) {
        return new FetchMessages(BY_OFFSET, clusters, instances);
    }

    static FetchMessages byTimestamp(Clusters clusters, List<SandboxInstance> instances) {
        return new FetchMessages("FetchMessageListByTimestamp", clusters, instances);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "Topic", "Partition", "SinglePartitionRecordNumber",
                name.equals(BY_OFFSET) ? "Offset" : "StartTime");
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
        TopicPartition partition = new TopicPartition(topic.name(), (int) number);
        int most = parameters.numberBetween("SinglePartitionRecordNumber", 1, MOST, MOST);
        long from = name.equals(BY_OFFSET)
                ? nonNegative(parameters, "Offset")
                : first(cluster, partition, OffsetSpec.forTimestamp(nonNegative(parameters, "StartTime")));
        long start = Math.max(from, first(cluster, partition, OffsetSpec.earliest()));
        if (from < 0 || start >= first(cluster, partition, OffsetSpec.latest())) {
            return new Answer(List.of());
        }
        return new Answer(read(parameters.requiredText("InstanceId"), partition, start, most));
    }

    private static long nonNegative(Parameters parameters, String name) {
        long value = parameters.requiredNumber(name);
        if (value < 0) {
            throw ApiError.invalidValue(name, "must not be negative");
        }
        return value;
    }

    private static long first(Cluster cluster, TopicPartition partition, OffsetSpec which) {
        return cluster.offsets(Set.of(partition), which).getOrDefault(partition, -1L);
    }

    private List<Row> read(String instance, TopicPartition partition, long from, int most) {
        String servers = Objects.requireNonNull(instances.get(instance)).bootstrapServers();
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "client.id", "sandbox-fetch",
                "max.poll.records", most, "auto.offset.reset", "earliest", "fetch.max.bytes", 1_048_576);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            return consumer.poll(PATIENCE).records(partition).stream().map(FetchMessages::row).toList();
        }
    }

    private static Row row(ConsumerRecord<byte[], byte[]> message) {
        return new Row(message.topic(), message.partition(), message.offset(), message.timestamp(), null, null);
    }

    record Answer(List<Row> result) {
    }

    record Row(String topic, int partition, long offset, long timestamp, @Nullable String key,
            @Nullable String value) {
    }
}
