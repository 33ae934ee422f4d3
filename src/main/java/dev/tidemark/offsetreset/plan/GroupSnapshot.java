package dev.tidemark.offsetreset.plan;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import java.time.Instant;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A group as it was seen at one moment, as far as a reset needs it.
 *
 * @param kind what kind of application commits in it, as far as the group shows
 * @param observedAt before the first question was asked
 */
public record GroupSnapshot(GroupState state, ClientKind kind, SortedMap<TopicPartition, Position> positions,
        Instant observedAt) {
    public GroupSnapshot {
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
    }

    /** Whether the group has members: Kafka refuses every write then, one partition at a time. */
    public boolean isActive() {
        return switch (state) {
            case STABLE, PREPARING_REBALANCE, COMPLETING_REBALANCE -> true;
            case EMPTY, DEAD, UNKNOWN -> false;
        };
    }

    /**
     * Where the group is in one partition.
     *
     * @param committed empty when nothing was committed
     * @param earliest empty when it is not known
     * @param logEnd empty when it is not known
     * @param metadata what was committed beside the offset; empty for nothing
     * @param readable whether the answer for this partition was without error; if not, nothing in it is known
     */
    public record Position(OptionalLong committed, OptionalLong earliest, OptionalLong logEnd, String metadata,
            boolean readable) {
    }
}
