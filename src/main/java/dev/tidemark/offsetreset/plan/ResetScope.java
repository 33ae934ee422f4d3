package dev.tidemark.offsetreset.plan;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which topics and partitions are meant. Never all by omission: an empty list of topics would mean every topic to
 * CKafka, and means nothing here. Never more than was named either: what is named twice is refused, not merged.
 *
 * @param parts one for each topic
 */
public record ResetScope(List<Part> parts) {
    /**
     * Checks that each topic is named once.
     *
     * @throws ResetRefused naming the topic that is named again
     */
    public ResetScope {
        parts = List.copyOf(parts);
        Map<String, Part> named = new HashMap<>();
        for (Part part : parts) {
            Part before = named.putIfAbsent(part.topic(), part);
            if (before != null) {
                boolean bothWays = before.partitions().isPresent() != part.partitions().isPresent();
                throw new ResetRefused(Reason.DUPLICATE_SCOPE, part.topic(),
                        bothWays ? Duplicate.TOPIC_AND_PARTITIONS : Duplicate.TOPIC);
            }
        }
    }

    /** Topics in the order they were named, each once. */
    public List<String> topics() {
        return parts.stream().map(Part::topic).toList();
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
        /** All partitions of a topic. */
        public static Part whole(String topic) {
            return new Part(topic, Optional.empty());
        }

        /**
         * Some partitions of a topic.
         *
         * @throws ResetRefused naming the partition that is named again
         */
        public static Part of(String topic, List<Integer> partitions) {
            SortedSet<Integer> each = new TreeSet<>();
            for (Integer partition : partitions) {
                if (!each.add(partition)) {
                    throw new ResetRefused(Reason.DUPLICATE_SCOPE, new TopicPartition(topic, partition).toString(),
                            Duplicate.PARTITION);
                }
            }
            return new Part(topic, Optional.of(each));
        }

        boolean includes(TopicPartition partition) {
            return partition.topic().equals(topic)
                    && partitions.map(some -> some.contains(partition.partition())).orElse(true);
        }
    }

    /** How something came to be named more than once. */
    public enum Duplicate {
        /** The same topic twice. */
        TOPIC,
        /** A topic as a whole, and some of its partitions. */
        TOPIC_AND_PARTITIONS,
        /** The same partition twice. */
        PARTITION
    }
}
