package dev.tidemark.ckafka;

import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.call.CkafkaApi;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.SendPermit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** The ports about an instance, each call through the API that the instance's account speaks. */
final class CkafkaRouter
        implements
            ConsumerGroups,
            TopicOffsets,
            TopicSubscribers,
            MessageTimes,
            OffsetsForTimes,
            GroupOffsetsWriter {
    private final InstanceDirectory instances;
    private final Map<Api, CkafkaApi> apis;

    CkafkaRouter(InstanceDirectory instances, Map<Api, CkafkaApi> apis) {
        this.instances = instances;
        this.apis = Map.copyOf(apis);
    }

    private CkafkaApi api(InstanceId instance) {
        return Objects.requireNonNull(apis.get(instances.api(instance)));
    }

    @Override
    public GroupListing list(InstanceId instance, GroupQuery query) {
        return api(instance).groups().list(instance, query);
    }

    @Override
    public boolean filtersByState(InstanceId instance) {
        return api(instance).groups().filtersByState(instance);
    }

    @Override
    public ConsumerGroup describe(InstanceId instance, ConsumerGroupId group) {
        return api(instance).groups().describe(instance, group);
    }

    @Override
    public GroupOffsets offsets(InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
        return api(instance).groups().offsets(instance, group, query);
    }

    @Override
    public SortedMap<Integer, OffsetRange> ranges(InstanceId instance, String topic) {
        return api(instance).topicOffsets().ranges(instance, topic);
    }

    @Override
    public Optional<Retention> retention(InstanceId instance, String topic) {
        return api(instance).topicOffsets().retention(instance, topic);
    }

    @Override
    public TopicSubscribers.Answer readers(InstanceId instance, String topic, PageRequest page) {
        return api(instance).subscribers().readers(instance, topic, page);
    }

    @Override
    public Optional<MessageTime> firstFrom(InstanceId instance, TopicPartition partition, long offset) {
        return api(instance).messageTimes().firstFrom(instance, partition, offset);
    }

    @Override
    public boolean isSupported(InstanceId instance) {
        return api(instance).offsetsForTimes().isSupported(instance);
    }

    @Override
    public Optional<MessageTime> firstAtOrAfter(InstanceId instance, TopicPartition partition, Instant at) {
        return api(instance).offsetsForTimes().firstAtOrAfter(instance, partition, at);
    }

    @Override
    public Optional<SortedMap<Integer, MessageTime>> firstAtOrAfter(InstanceId instance, String topic, Instant at) {
        return api(instance).offsetsForTimes().firstAtOrAfter(instance, topic, at);
    }

    @Override
    public Duration expectedWait(InstanceId instance) {
        return api(instance).offsetsForTimes().expectedWait(instance);
    }

    @Override
    public Accepted write(InstanceId instance, ConsumerGroupId group, Write write, SendPermit permit) {
        return api(instance).writer().write(instance, group, write, permit);
    }

    @Override
    public TaskState task(InstanceId instance, long task) {
        return api(instance).writer().task(instance, task);
    }

    @Override
    public Capabilities capabilities(InstanceId instance) {
        return api(instance).writer().capabilities(instance);
    }
}
