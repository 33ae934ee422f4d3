package dev.tidemark.ckafka;

import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** Asks what a time means by the API of the instance's account. */
record RoutedOffsetsForTimes(ByApi<OffsetsForTimes> ports) implements OffsetsForTimes {
    @Override
    public boolean isSupported(InstanceId instance) {
        return ports.to(instance).isSupported(instance);
    }

    @Override
    public Optional<MessageTime> firstAtOrAfter(InstanceId instance, TopicPartition partition, Instant at) {
        return ports.to(instance).firstAtOrAfter(instance, partition, at);
    }

    @Override
    public Optional<SortedMap<Integer, MessageTime>> firstAtOrAfter(InstanceId instance, String topic, Instant at) {
        return ports.to(instance).firstAtOrAfter(instance, topic, at);
    }

    @Override
    public Duration expectedWait(InstanceId instance) {
        return ports.to(instance).expectedWait(instance);
    }
}
