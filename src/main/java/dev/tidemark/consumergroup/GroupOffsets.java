package dev.tidemark.consumergroup;

import dev.tidemark.kafka.Lag;
import java.util.List;

/**
 * One page of a consumer group's offsets, in whole topics as CKafka pages them.
 *
 * @param total how many topics there are under the same search, not how many are on the page
 */
public record GroupOffsets(long total, List<Topic> topics) {
    public GroupOffsets {
        topics = List.copyOf(topics);
    }

    /** The lag of the topics on this page: the sum of what is known. */
    public Lag lag() {
        return Lag.total(topics.stream().map(Topic::lag));
    }

    /** How many partitions on this page {@link #lag} leaves out, because theirs is unknown. */
    public long partitionsWithoutLag() {
        return topics.stream().mapToLong(Topic::partitionsWithoutLag).sum();
    }

    /** A topic with all its partitions, ordered by number. */
    public record Topic(String name, List<PartitionOffsets> partitions) {
        public Topic {
            partitions = List.copyOf(partitions);
        }

        public Lag lag() {
            return Lag.total(partitions.stream().map(PartitionOffsets::lag));
        }

        /** How many partitions {@link #lag} leaves out, because theirs is unknown. */
        public long partitionsWithoutLag() {
            return partitions.stream().filter(partition -> !partition.lag().isKnown()).count();
        }
    }
}
