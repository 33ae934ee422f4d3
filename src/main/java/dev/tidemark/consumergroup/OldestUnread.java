package dev.tidemark.consumergroup;

import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.TopicPartition;
import java.time.Instant;
import java.util.Optional;

/**
 * When the oldest message was written that a group has not read in one partition: its lag in time, exactly.
 *
 * @param stands the offsets of the group when the question was asked
 * @param message present for {@link Outcome#FOUND} and {@link Outcome#LATER}
 * @param problem present for {@link Outcome#UNAVAILABLE}
 */
public record OldestUnread(TopicPartition partition, PartitionOffsets stands, Outcome outcome,
        Optional<MessageTime> message, Instant observedAt, Optional<ClusterUnavailable> problem) {
    /** What became of the question. */
    public enum Outcome {
        /** The message at the committed offset is there. */
        FOUND,
        /** It is gone, deleted by retention or compaction, or was never a message; this is the first behind it. */
        LATER,
        /** There should be messages, and the cloud shows none. */
        GONE,
        /** The group is at the log end. */
        NOTHING_UNREAD,
        /** Nothing was committed, or the commit is not known. */
        NOT_COMMITTED,
        /** The cloud did not answer. */
        UNAVAILABLE
    }
}
