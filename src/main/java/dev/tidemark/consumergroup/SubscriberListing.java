package dev.tidemark.consumergroup;

import dev.tidemark.consumergroup.TopicSubscribers.Answer;
import dev.tidemark.observation.Observed;
import java.util.Optional;

/**
 * The groups that read a topic, as far as they are known.
 *
 * @param readers the last complete answer; empty when there was none yet
 * @param collecting whether the cloud is collecting a newer one
 */
public record SubscriberListing(Optional<Observed<Answer>> readers, boolean collecting) {
}
