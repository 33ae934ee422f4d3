package dev.tidemark.consumergroup;

import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Port: which offset a time means, as Kafka's {@code offsetsForTimes} has it: the first message whose timestamp is at or
 * after the time. CKafka answers one such question a second for the whole account, and questions wait for their turn in
 * the order in which they were asked; interrupting the thread ends the wait with {@link ClusterUnavailable}. All methods
 * throw {@link InstanceNotFound}, and those that ask {@link ClusterUnavailable}.
 */
public interface OffsetsForTimes {
    /** Whether the API behind this instance can answer at all (v2 cannot). */
    boolean isSupported(InstanceId instance);

    /**
     * The first message at or after the time in one partition; empty when there is none, and then the time means the log
     * end.
     *
     * @param at between 2001 and 2286, where milliseconds have thirteen digits
     */
    Optional<MessageTime> firstAtOrAfter(InstanceId instance, TopicPartition partition, Instant at);

    /**
     * The same for all partitions of a topic in one call. A partition that is missing has to be asked for by itself: it may
     * have no such message, or the answer had no room for it.
     *
     * @return empty when the API of this account wants a partition to be named
     */
    Optional<SortedMap<Integer, MessageTime>> firstAtOrAfter(InstanceId instance, String topic, Instant at);

    /** How long a question asked now would wait for its turn among all that the account is asked. */
    Duration expectedWait(InstanceId instance);
}
