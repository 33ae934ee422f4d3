package dev.tidemark.consumergroup;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import java.util.List;

/**
 * Port: which consumer groups read a topic. CKafka collects that in the background: it has to be asked again, a second or
 * more later, until the answer is complete.
 */
public interface TopicSubscribers {
    /** One question; never waits for the answer to be complete. Throws {@link InstanceNotFound}, {@link ClusterUnavailable}. */
    Answer readers(InstanceId instance, String topic, PageRequest page);

    /**
     * What is known so far.
     *
     * @param complete false while the cloud still collects; then there are no groups
     * @param total how many groups read the topic, not how many are on the page
     */
    public record Answer(boolean complete, long total, List<ConsumerGroup> groups) {
        public Answer {
            groups = List.copyOf(groups);
        }
    }
}
