package dev.tidemark.consumergroup;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.time.Instant;
import java.util.Optional;

/**
 * Port: when messages were written. Neither keys nor values nor headers pass through it. Expensive: CKafka answers one
 * such question a second for the whole account.
 */
public interface MessageTimes {
    /**
     * The first message at an offset or behind it; empty when there is none. Throws {@link InstanceNotFound} or
     * {@link ClusterUnavailable}.
     */
    Optional<MessageTime> firstFrom(InstanceId instance, TopicPartition partition, long offset);

    /** Where a message lies and when it was written, as its producer or the broker stamped it. */
    record MessageTime(long offset, Instant timestamp) {
    }
}
