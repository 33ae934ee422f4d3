package dev.tidemark.consumergroup;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.AllPages;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import java.util.List;
import java.util.Optional;

/**
 * Port: what an instance says about its consumer groups. Search texts and pages go to the cloud as they are, so that a
 * page costs one or two calls however large the instance is. Every method throws {@link InstanceNotFound} or
 * {@link ClusterUnavailable}; none retries beyond what a single read may.
 */
public interface ConsumerGroups {
    GroupListing list(InstanceId instance, GroupQuery query);

    /** Whether {@link #list} can filter by state; where it cannot, a question with a state is refused as not supported. */
    default boolean filtersByState(InstanceId instance) {
        return true;
    }

    /** An unknown group is an answer, not an error: its state is {@link GroupState#DEAD} and it has no members. */
    ConsumerGroup describe(InstanceId instance, ConsumerGroupId group);

    /** An unknown group, or one without commits and members, has no topics. */
    GroupOffsets offsets(InstanceId instance, ConsumerGroupId group, OffsetsQuery query);

    /** All topics of a group, page by page: all of them, or {@link ClusterUnavailable}. */
    default List<GroupOffsets.Topic> allOffsets(InstanceId instance, ConsumerGroupId group) {
        return AllPages.read(request -> {
            GroupOffsets page = offsets(instance, group, new OffsetsQuery("", Optional.empty(), request));
            return new AllPages.Page<>(page.total(), page.topics());
        }, GroupOffsets.Topic::name);
    }

    /**
     * Which groups to list.
     *
     * @param search part of a group name, empty for all
     * @param state CKafka filters by {@link GroupState#STABLE} and {@link GroupState#EMPTY} only
     */
    record GroupQuery(String search, Optional<GroupState> state, PageRequest page) {
    }

    /**
     * Which topics of a group to read.
     *
     * @param search part of a topic name, empty for all
     * @param topic exactly this topic; empty for all
     * @param page counted in topics
     */
    record OffsetsQuery(String search, Optional<String> topic, PageRequest page) {
    }
}
