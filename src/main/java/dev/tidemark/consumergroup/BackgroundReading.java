package dev.tidemark.consumergroup;

/** The ports for background work: the same answers, with requests of people going first. */
public record BackgroundReading(ConsumerGroups groups, MessageTimes messageTimes, TopicOffsets topicOffsets) {
}
