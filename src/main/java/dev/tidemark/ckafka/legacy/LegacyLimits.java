package dev.tidemark.ckafka.legacy;

import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicReaders;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import java.util.Optional;

/** What the legacy API has no action for: each question is refused at once, without a call and without being an outage. */
public final class LegacyLimits {
    private LegacyLimits() {
    }

    public static TopicOffsets topicOffsets() {
        return (_, _) -> {
            throw refused("tell where a log begins");
        };
    }

    public static TopicReaders topicReaders() {
        return (_, _, _) -> {
            throw refused("tell which consumer groups read a topic");
        };
    }

    public static MessageTimes messageTimes() {
        return (_, _, _) -> {
            throw refused("tell when a message was written");
        };
    }

    static ClusterUnavailable refused(String what) {
        return new ClusterUnavailable(Reason.NOT_SUPPORTED, Optional.empty(), Optional.empty(),
                "API v2 cannot " + what + ".", null);
    }
}
