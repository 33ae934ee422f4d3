package dev.tidemark.ckafka.v2;

import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** What the legacy API has no action for: each question is refused at once, without a call and without being an outage. */
public final class V2Unsupported {
    private V2Unsupported() {
    }

    public static TopicOffsets topicOffsets() {
        return new NoTopicOffsets();
    }

    public static TopicSubscribers topicSubscribers() {
        return (_, _, _) -> {
            throw refused("v2.groups-of-topic");
        };
    }

    public static MessageTimes messageTimes() {
        return (_, _, _) -> {
            throw refused("v2.message-time");
        };
    }

    public static OffsetsForTimes offsetsForTimes() {
        return new NoOffsetsForTimes();
    }

    static ClusterUnavailable refused(String message) {
        return ClusterUnavailable.coded(Reason.NOT_SUPPORTED, null, message);
    }

    /** Refuses what is asked, and does not know for how long messages are kept. */
    private static final class NoTopicOffsets implements TopicOffsets {
        @Override
        public SortedMap<Integer, OffsetRange> ranges(InstanceId instance, String topic) {
            throw refused("v2.earliest-offset");
        }

        @Override
        public Optional<Retention> retention(InstanceId instance, String topic) {
            return Optional.empty();
        }
    }

    /** Refuses every question. */
    private static final class NoOffsetsForTimes implements OffsetsForTimes {
        @Override
        public boolean isSupported(InstanceId instance) {
            return false;
        }

        @Override
        public Optional<MessageTime> firstAtOrAfter(InstanceId instance, TopicPartition partition, Instant at) {
            throw refusal();
        }

        @Override
        public Optional<SortedMap<Integer, MessageTime>> firstAtOrAfter(InstanceId instance, String topic,
                Instant at) {
            throw refusal();
        }

        @Override
        public Duration expectedWait(InstanceId instance) {
            throw refusal();
        }

        private static ClusterUnavailable refusal() {
            return refused("v2.offset-of-time");
        }
    }
}
