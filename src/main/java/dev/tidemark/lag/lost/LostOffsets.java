package dev.tidemark.lag.lost;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.consumergroup.ConsumerGroupNotFound;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.TopicPartition;
import java.util.SortedMap;
import org.springframework.stereotype.Service;

/** Gives an operator the last committed offsets of a group that is gone, under the grants that held for the group. */
@Service
public class LostOffsets {
    private final LostGroupStore store;

    LostOffsets(LostGroupStore store) {
        this.store = store;
    }

    /**
     * The offsets of every partition.
     *
     * @throws ConsumerGroupNotFound when none are kept
     */
    public SortedMap<TopicPartition, Long> of(Operator operator, GroupKey group) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, group.instance());
        return store.find(group).map(LostGroup::offsets).filter(offsets -> !offsets.isEmpty())
                .orElseThrow(() -> new ConsumerGroupNotFound(group.instance(), group.group()));
    }
}
