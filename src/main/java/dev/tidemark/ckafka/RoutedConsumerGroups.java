package dev.tidemark.ckafka;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;

/** Asks about consumer groups by the API of the instance's account. */
record RoutedConsumerGroups(ByApi<ConsumerGroups> ports) implements ConsumerGroups {
    @Override
    public GroupListing list(InstanceId instance, GroupQuery query) {
        return ports.to(instance).list(instance, query);
    }

    @Override
    public boolean filtersByState(InstanceId instance) {
        return ports.to(instance).filtersByState(instance);
    }

    @Override
    public ConsumerGroup describe(InstanceId instance, ConsumerGroupId group) {
        return ports.to(instance).describe(instance, group);
    }

    @Override
    public GroupOffsets offsets(InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
        return ports.to(instance).offsets(instance, group, query);
    }
}
