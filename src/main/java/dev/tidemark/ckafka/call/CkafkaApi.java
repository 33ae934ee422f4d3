package dev.tidemark.ckafka.call;

import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;

/** The ports about one instance as one version of the CKafka API implements them, for one kind of caller. */
public record CkafkaApi(ConsumerGroups groups, TopicOffsets topicOffsets, TopicSubscribers subscribers,
        MessageTimes messageTimes, OffsetsForTimes offsetsForTimes, GroupOffsetsWriter writer) {
}
