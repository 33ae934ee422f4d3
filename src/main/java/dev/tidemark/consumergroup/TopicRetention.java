package dev.tidemark.consumergroup;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import java.time.Duration;
import java.util.Optional;

/** Port: how long a topic keeps its messages. */
public interface TopicRetention {
    /** Empty where the cloud does not say; throws {@link InstanceNotFound} or {@link ClusterUnavailable}. */
    Optional<Retention> of(InstanceId instance, String topic);

    /**
     * What a topic keeps.
     *
     * @param time empty where messages are not deleted by age
     * @param compacted whether it keeps the newest message of every key, whatever its age
     */
    record Retention(Optional<Duration> time, boolean compacted) {
    }
}
