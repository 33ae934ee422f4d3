package dev.tidemark.ckafka.call;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** State and members of a page of groups, a few groups a call; without them the list of names is still worth showing. */
public final class GroupDescriptions {
    private static final Logger LOG = LoggerFactory.getLogger(GroupDescriptions.class);
    // Neither API documents how many groups one call may name; a page of groups fits in one or two of these.
    private static final int GROUPS_A_CALL = 25;

    private GroupDescriptions() {
    }

    /** Adds to a list of names what the API tells of each. */
    public static GroupListing describe(InstanceId instance, GroupListing names,
            Function<List<ConsumerGroupId>, Map<ConsumerGroupId, ConsumerGroup>> call) {
        List<ConsumerGroupId> groups = names.groups().stream().map(GroupListing.Entry::group).toList();
        Map<ConsumerGroupId, ConsumerGroup> described = new HashMap<>();
        try {
            for (int from = 0; from < groups.size(); from += GROUPS_A_CALL) {
                described.putAll(call.apply(groups.subList(from, Math.min(groups.size(), from + GROUPS_A_CALL))));
            }
        } catch (ClusterUnavailable problem) {
            LOG.warn("No description of the consumer groups of {}: {}", instance, problem.text());
        }
        return names.describedBy(described);
    }
}
