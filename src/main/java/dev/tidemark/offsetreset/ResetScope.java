package dev.tidemark.offsetreset;

import dev.tidemark.kafka.TopicPartition;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Which topics and partitions are meant. Never all by omission: an empty list of topics would mean every topic to
 * CKafka, and means nothing here.
 */
public record ResetScope(List<Part> parts) {
    public ResetScope {
        parts = List.copyOf(parts);
    }

    /** Topics in the order they were named, each once. */
    public List<String> topics() {
        return parts.stream().map(Part::topic).distinct().toList();
    }

    boolean includes(TopicPartition partition) {
        return parts.stream().anyMatch(part -> part.includes(partition));
    }

    /**
     * A topic, or some of its partitions.
     *
     * @param partitions empty for all of them
     */
    public record Part(String topic, Optional<SortedSet<Integer>> partitions) {
        boolean includes(TopicPartition partition) {
            return partition.topic().equals(topic)
                    && partitions.map(some -> some.contains(partition.partition())).orElse(true);
        }
    }
}
