package dev.tidemark.sandbox.emulator.action.topic;

import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
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
 * FetchMessageListByTimestamp, the latter also of all partitions of a topic. The lists carry offsets and timestamps, never keys or values. Where nothing is left the
 * list is empty; what the real service answers outside of the log is not documented.
 */
public final class FetchMessages implements Action {
    private static final int MOST = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String BY_OFFSET = "FetchMessageListByOffset";

    private final String name;
    private final Clusters clusters;
    private final Map<String, SandboxInstance> instances;
    private final BooleanSupplier partitionRequired;

    private FetchMessages(String name, Clusters clusters, List<SandboxInstance> instances,
            BooleanSupplier partitionRequired) {
        this.name = name;
        this.clusters = clusters;
        this.instances = instances.stream().collect(Collectors.toMap(SandboxInstance::id, Function.identity()));
        this.partitionRequired = partitionRequired;
    }

    public static FetchMessages byOffset(Clusters clusters, List<SandboxInstance> instances) {
        return new FetchMessages(BY_OFFSET, clusters, instances, () -> true);
    }

    /**
     * The older documents require a Partition, the newer ones do not.
     *
     * @param partitionRequired asked for each request
     */
    public static FetchMessages byTimestamp(Clusters clusters, List<SandboxInstance> instances,
            BooleanSupplier partitionRequired) {
        return new FetchMessages("FetchMessageListByTimestamp", clusters, instances, partitionRequired);
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
        List<TopicPartition> asked = partitions(topic, parameters);
        int most = parameters.numberBetween("SinglePartitionRecordNumber", 1, MOST, MOST);
        Map<TopicPartition, Long> from = from(cluster, asked, parameters);
        Map<TopicPartition, Long> begins = cluster.offsets(asked, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = cluster.offsets(asked, OffsetSpec.latest());
        Map<TopicPartition, Stretch> stretches = new TreeMap<>(Cluster.ORDER);
        from.forEach((partition, offset) -> {
            long start = Math.max(offset, begins.getOrDefault(partition, 0L));
            long end = ends.getOrDefault(partition, 0L);
            if (offset >= 0 && start < end) {
                stretches.put(partition, new Stretch(start, end));
            }
        });
        return new Answer(stretches.isEmpty()
                ? List.of()
                : read(parameters.requiredText("InstanceId"), stretches, most));
    }

    private List<TopicPartition> partitions(TopicDescription topic, Parameters parameters) {
        if (!parameters.has("Partition") && !partitionRequired.getAsBoolean()) {
            return Cluster.partitions(topic);
        }
        long number = parameters.requiredNumber("Partition");
        if (number < 0 || number >= topic.partitions().size()) {
            throw ApiError.invalidValue("Partition", "is not a partition of the topic");
        }
        return List.of(new TopicPartition(topic.name(), (int) number));
    }

    /** Where to begin; -1 where a time lies behind the last record. */
    private Map<TopicPartition, Long> from(Cluster cluster, List<TopicPartition> asked, Parameters parameters) {
        if (name.equals(BY_OFFSET)) {
            long offset = nonNegative(parameters, "Offset");
            return asked.stream().collect(Collectors.toMap(Function.identity(), _ -> offset));
        }
        return cluster.offsets(asked, OffsetSpec.forTimestamp(nonNegative(parameters, "StartTime")));
    }

    private static long nonNegative(Parameters parameters, String name) {
        long value = parameters.requiredNumber(name);
        if (value < 0) {
            throw ApiError.invalidValue(name, "must not be negative");
        }
        return value;
    }

    /** Ordered by partition and offset. */
    private List<Row> read(String instance, Map<TopicPartition, Stretch> stretches, int most) {
        String servers = Objects.requireNonNull(instances.get(instance)).bootstrapServers();
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "client.id", "sandbox-fetch",
                "max.poll.records", most, "auto.offset.reset", "earliest", "fetch.max.bytes", 1_048_576,
                // Each reader lives for one request; its metrics would only be made and thrown away.
                "metric.reporters", "", "enable.metrics.push", false);
        Map<TopicPartition, List<Row>> found = new TreeMap<>(Cluster.ORDER);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(stretches.keySet());
            stretches.forEach((partition, stretch) -> {
                consumer.seek(partition, stretch.from());
                found.put(partition, new ArrayList<>());
            });
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!stretches.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    // Fewer messages than there are would be an answer, and a wrong one.
                    throw new ApiError("InternalError", "Kafka did not deliver the messages in time.");
                }
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    List<Row> rows = found.getOrDefault(partition(message), List.of());
                    if (rows.size() < most) {
                        rows.add(row(message));
                    }
                }
                Set<TopicPartition> done = stretches.entrySet().stream()
                        .filter(each -> found.getOrDefault(each.getKey(), List.of()).size() == most
                                || consumer.position(each.getKey()) >= each.getValue().to())
                        .map(Map.Entry::getKey).collect(Collectors.toSet());
                consumer.pause(done);
                stretches.keySet().removeAll(done);
            }
        }
        return found.values().stream().flatMap(List::stream).toList();
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> message) {
        return new TopicPartition(message.topic(), message.partition());
    }

    private static Row row(ConsumerRecord<byte[], byte[]> message) {
        return new Row(message.topic(), message.partition(), message.offset(), message.timestamp(), null, null);
    }

    /** The offsets that may hold what was asked for: from the first on, up to and without the second. */
    private record Stretch(long from, long to) {
    }

    public record Answer(List<Row> result) {
    }

    record Row(String topic, int partition, long offset, long timestamp, @Nullable String key,
            @Nullable String value) {
    }
}
