package dev.tidemark.ckafka.v2;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Reads consumer groups with ListGroup, GetGroupInfo and GetGroupOffsets. */
public final class V2ConsumerGroups implements ConsumerGroups {
    private static final Logger LOG = LoggerFactory.getLogger(V2ConsumerGroups.class);
    // The length of GetGroupInfo's list has no documented limit; a page of groups fits in two calls of this.
    private static final int DESCRIBED_AT_ONCE = 25;

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
        return names.describedBy(
                describe(instance, names.groups().stream().map(GroupListing.Entry::group).toList()));
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

    /** State and members of a page of groups; without them the list of names is still worth showing. */
    private Map<ConsumerGroupId, ConsumerGroup> describe(InstanceId instance, List<ConsumerGroupId> groups) {
        Map<ConsumerGroupId, ConsumerGroup> described = new HashMap<>();
        try {
            for (int from = 0; from < groups.size(); from += DESCRIBED_AT_ONCE) {
                List<ConsumerGroupId> some = groups.subList(from, Math.min(groups.size(), from + DESCRIBED_AT_ONCE));
                described.putAll(info(instance, some, V2GroupAnswers::toGroups));
            }
        } catch (ClusterUnavailable problem) {
            LOG.warn("No description of the consumer groups of {}: {}", instance, problem.text());
        }
        return described;
    }

    private <T> T info(InstanceId instance, List<ConsumerGroupId> groups, Function<JsonNode, T> understand) {
        return calls.read(instance, new V2Request("GetGroupInfo").with("instanceId", instance.value())
                .with("group", groups.stream().map(ConsumerGroupId::value).toList()), understand);
    }
}
