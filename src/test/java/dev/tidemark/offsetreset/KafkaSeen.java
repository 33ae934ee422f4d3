package dev.tidemark.offsetreset;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What a plain client of Kafka sees, with nothing of Tidemark's in between: some logs, and everything a group has committed.
 */
record KafkaSeen(Map<TopicPartition, Long> earliest, Map<TopicPartition, Long> ends,
        Map<TopicPartition, OffsetAndMetadata> commits) {
    static KafkaSeen of(Admin admin, String group, Collection<TopicPartition> partitions) {
        return new KafkaSeen(offsets(admin, partitions, OffsetSpec.earliest()),
                offsets(admin, partitions, OffsetSpec.latest()), commits(admin, group));
    }

    /** The first message at or after a time, by Kafka; an offset of -1 where there is none. */
    static ListOffsetsResultInfo at(Admin admin, TopicPartition partition, Instant moment) {
        long floor = moment.toEpochMilli();
        long millis = Instant.ofEpochMilli(floor).equals(moment) ? floor : floor + 1;
        return Objects.requireNonNull(
                await(admin.listOffsets(Map.of(partition, OffsetSpec.forTimestamp(millis))).all()).get(partition));
    }

    OptionalLong committed(TopicPartition partition) {
        OffsetAndMetadata commit = commits.get(partition);
        return commit == null ? OptionalLong.empty() : OptionalLong.of(commit.offset());
    }

    long begin(TopicPartition partition) {
        return Objects.requireNonNull(earliest.get(partition));
    }

    long end(TopicPartition partition) {
        return Objects.requireNonNull(ends.get(partition));
    }

    static Map<TopicPartition, OffsetAndMetadata> commits(Admin admin, String group) {
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).forEach((partition, commit) -> {
            if (commit != null) {
                found.put(partition, commit);
            }
        });
        return found;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Collection<TopicPartition> partitions,
            OffsetSpec which) {
        return await(admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which))).all())
                .entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().offset()));
    }

    static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
