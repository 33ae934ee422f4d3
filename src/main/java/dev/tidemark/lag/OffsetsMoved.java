package dev.tidemark.lag;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.time.Instant;
import java.util.Set;

/** Offsets of a group were moved, or may have been: what was remembered of them is obsolete. */
public record OffsetsMoved(long id, InstanceId instance, ConsumerGroupId group, Set<String> topics, Instant at) {
    public OffsetsMoved {
        topics = Set.copyOf(topics);
    }
}
