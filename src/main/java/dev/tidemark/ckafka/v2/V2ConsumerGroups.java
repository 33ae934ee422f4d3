package dev.tidemark.ckafka.v2;

import dev.tidemark.ckafka.call.GroupDescriptions;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads consumer groups with ListGroup, GetGroupInfo and GetGroupOffsets. */
public final class V2ConsumerGroups implements ConsumerGroups {
    private final V2InstanceCalls calls;

    public V2ConsumerGroups(Instances instances, V2Calls calls) {
        this.calls = new V2InstanceCalls(instances, calls);
    }

    @Override
    public GroupListing list(InstanceId instance, GroupQuery query) {
        if (query.state().isPresent()) {
            throw V2Unsupported.refused("v2.filter-by-state");
        }
        V2Request request = new V2Request("ListGroup").with("instanceId", instance.value())
                .with("offset", query.page().offset()).with("limit", query.page().limit());
        if (!query.search().isEmpty()) {
            request.with("searchWord", query.search());
        }
        GroupListing names = calls.read(instance, request, V2GroupAnswers::toListing);
        return GroupDescriptions.describe(instance, names,
                some -> info(instance, some, V2GroupAnswers::toGroups));
    }

    @Override
    public boolean filtersByState(InstanceId instance) {
        return false;
    }

    @Override
    public ConsumerGroup describe(InstanceId instance, ConsumerGroupId group) {
        return info(instance, List.of(group), V2GroupAnswers::toGroup);
    }

    @Override
    public GroupOffsets offsets(InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
        V2Request request = new V2Request("GetGroupOffsets").with("instanceId", instance.value())
                .with("group", group.value()).with("offset", query.page().offset())
                .with("limit", query.page().limit());
        if (!query.search().isEmpty()) {
            request.with("searchWord", query.search());
        }
        query.topic().ifPresent(topic -> request.with("topics", List.of(topic)));
        return calls.read(instance, request, V2GroupAnswers::toOffsets);
    }

    private <T> T info(InstanceId instance, List<ConsumerGroupId> groups, Function<JsonNode, T> understand) {
        return calls.read(instance, new V2Request("GetGroupInfo").with("instanceId", instance.value())
                .with("group", groups.stream().map(ConsumerGroupId::value).toList()), understand);
    }
}
