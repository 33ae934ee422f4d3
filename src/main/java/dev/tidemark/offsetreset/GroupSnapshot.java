package dev.tidemark.offsetreset;

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
 * @param observedAt before the first question was asked
 */
public record GroupSnapshot(GroupState state, int members, SortedMap<TopicPartition, Position> positions,
        Instant observedAt) {
    public GroupSnapshot {
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
    }

    /** Only a group that is surely empty may be written to; Kafka refuses everything else, one partition at a time. */
    public boolean isActive() {
        return state != GroupState.EMPTY;
    }

    /**
     * Where the group stands in one partition.
     *
     * @param committed empty when nothing was committed
     * @param earliest empty when it could not be had
     * @param logEnd empty when it could not be had
     * @param readable whether the answer for this partition was without error; if not, nothing in it is known
     */
    public record Position(OptionalLong committed, OptionalLong earliest, OptionalLong logEnd, boolean readable) {
    }
}
