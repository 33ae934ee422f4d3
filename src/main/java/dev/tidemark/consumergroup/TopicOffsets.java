package dev.tidemark.consumergroup;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/** Port: what the partitions of a topic hold, and for how long. */
public interface TopicOffsets {
    /**
     * The offset ranges by partition number; a partition whose range the cloud does not know is left out. Expensive: CKafka
     * answers five such requests a second. Throws {@link InstanceNotFound}, or {@link ClusterUnavailable}, for a topic too
     * that does not exist: the cloud has no code of its own for that.
     */
    SortedMap<Integer, OffsetRange> ranges(InstanceId instance, String topic);

    /** Empty where the cloud does not say; throws {@link InstanceNotFound} or {@link ClusterUnavailable}. */
    Optional<Retention> retention(InstanceId instance, String topic);

    /**
     * How long a topic keeps its messages.
     *
     * @param time empty where messages are not deleted by age
     * @param compacted whether it keeps the newest message of every key, whatever its age
     */
    record Retention(Optional<Duration> time, boolean compacted) {
    }
}
