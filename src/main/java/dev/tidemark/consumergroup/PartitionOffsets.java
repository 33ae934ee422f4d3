package dev.tidemark.consumergroup;

import dev.tidemark.kafka.Lag;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The offsets of a consumer group in one partition.
 *
 * @param committedOffset empty when nothing was committed, or when {@code error} makes it unusable
 * @param logEndOffset empty when {@code error} makes it unusable
 * @param metadata what the consumer committed beside the offset, usually empty
 * @param error the API's error code for this partition alone; empty when it is fine
 */
public record PartitionOffsets(int partition, OptionalLong committedOffset, OptionalLong logEndOffset, String metadata,
        OptionalInt error) {
    public Lag lag() {
        return Lag.between(committedOffset, logEndOffset);
    }
}
