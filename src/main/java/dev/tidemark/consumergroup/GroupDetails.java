package dev.tidemark.consumergroup;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.observation.Observed;
import java.util.Optional;

/**
 * What a page shows of one consumer group: its members and a page of its offsets, read by two calls of
 * which one may have failed. At least one of them is present.
 *
 * @param moved for an Empty group, that its commits moved all the same; empty otherwise
 * @param problem why something is missing or old; empty when all is well
 */
public record GroupDetails(Optional<Observed<ConsumerGroup>> group, Optional<Observed<GroupOffsets>> offsets,
        Optional<CommitMovement> moved, Optional<ClusterUnavailable> problem) {
}
