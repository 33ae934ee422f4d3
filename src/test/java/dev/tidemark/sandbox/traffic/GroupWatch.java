package dev.tidemark.sandbox.traffic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Looks at the consumer groups of a cast from outside, with an Admin client of its own. */
final class GroupWatch implements AutoCloseable {
    private final Admin admin;
    private final DemoScenario cast;

    GroupWatch(String bootstrapServers, DemoScenario cast) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "retry.backoff.ms", 1));
        this.cast = cast;
    }

    Admin admin() {
        return admin;
    }

    ConsumerGroupDescription describe(DemoGroup group) {
        return Objects.requireNonNull(now(admin.describeConsumerGroups(List.of(group.name())).all()).get(group.name()));
    }

    /** Committed offsets by partition; a partition without a commit is absent. */
    Offsets committed(DemoGroup group) {
        Map<TopicPartition, OffsetAndMetadata> all = now(
                admin.listConsumerGroupOffsets(group.name()).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> committed = new HashMap<>();
        all.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return new Offsets(committed);
    }

    Offsets logEnd(DemoGroup group) {
        return offsets(group, OffsetSpec.latest());
    }

    Offsets earliest(DemoGroup group) {
        return offsets(group, OffsetSpec.earliest());
    }

    /** Of the partitions with a commit. */
    long lag(DemoGroup group) {
        Offsets committed = committed(group);
        Offsets ends = logEnd(group);
        return committed.partitions().stream().mapToLong(partition -> ends.at(partition) - committed.at(partition))
                .sum();
    }

    private Offsets offsets(DemoGroup group, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (DemoTopic topic : cast.topics()) {
            for (int i = 0; i < topic.partitions() && group.topics().contains(topic.name()); i++) {
                wanted.put(new TopicPartition(topic.name(), i), spec);
            }
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        now(admin.listOffsets(wanted).all()).forEach((partition, info) -> offsets.put(partition, info.offset()));
        return new Offsets(offsets);
    }

    static <T> T now(KafkaFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("The broker did not answer the watching client", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    /** Offsets of one kind at one moment. */
    record Offsets(Map<TopicPartition, Long> byPartition) {
        Set<TopicPartition> partitions() {
            return byPartition.keySet();
        }

        long at(TopicPartition partition) {
            Long offset = byPartition.get(partition);
            if (offset == null) {
                throw new AssertionError("No offset for " + partition);
            }
            return offset;
        }

        boolean movedEverywhereSince(Offsets before) {
            return partitions().equals(before.partitions())
                    && partitions().stream().allMatch(partition -> at(partition) > before.at(partition));
        }
    }
}
