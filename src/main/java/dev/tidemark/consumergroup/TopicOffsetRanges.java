package dev.tidemark.consumergroup;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.observation.Observed;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the partitions of a topic still hold, as far as it could be had.
 *
 * @param observed by partition number; a partition that the cloud did not tell of is left out
 * @param problem why it is missing or old; empty when all is well
 */
public record TopicOffsetRanges(String topic, Optional<Observed<SortedMap<Integer, OffsetRange>>> observed,
        Optional<ClusterUnavailable> problem) {
}
