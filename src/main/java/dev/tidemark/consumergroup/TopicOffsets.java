package dev.tidemark.consumergroup;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import java.util.SortedMap;

/** Port: the offset range that each partition of a topic holds. Expensive: CKafka answers five such requests a second. */
public interface TopicOffsets {
    /**
     * By partition number; a partition whose range the cloud does not know is left out. Throws {@link InstanceNotFound},
     * or {@link ClusterUnavailable}, for a topic too that does not exist: the cloud has no code of its own for that.
     */
    SortedMap<Integer, OffsetRange> ranges(InstanceId instance, String topic);
}
