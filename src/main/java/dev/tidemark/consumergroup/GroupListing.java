package dev.tidemark.consumergroup;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One page of an instance's consumer groups.
 *
 * @param total how many there are under the same search and filter, not how many are on the page
 */
public record GroupListing(long total, List<Entry> groups) {
    public GroupListing {
        groups = List.copyOf(groups);
    }

    /** The same page with the states and members of those groups that could be described. */
    public GroupListing describedBy(Map<ConsumerGroupId, ConsumerGroup> described) {
        return new GroupListing(total, groups.stream().map(entry -> {
            Optional<ConsumerGroup> group = Optional.ofNullable(described.get(entry.group()));
            return new Entry(entry.group(), group.map(ConsumerGroup::state),
                    group.map(found -> OptionalInt.of(found.members().size())).orElse(OptionalInt.empty()),
                    entry.protocolType(),
                    group.stream().flatMap(found -> found.members().stream()).map(MemberName::of).toList());
        }).toList());
    }

    /**
     * A consumer group as a list shows it.
     *
     * @param state empty when the cloud listed the group but did not describe it
     * @param members empty when that is not known; CKafka names them of Stable groups only, so other groups have none
     * @param protocolType {@code consumer}, {@code connect}, or empty
     * @param names who the members are; none where that is not known
     */
    public record Entry(ConsumerGroupId group, Optional<GroupState> state, OptionalInt members,
            String protocolType, List<MemberName> names) {
        public Entry {
            names = List.copyOf(names);
        }

        public Entry(ConsumerGroupId group, Optional<GroupState> state, OptionalInt members, String protocolType) {
            this(group, state, members, protocolType, List.of());
        }
    }

    /**
     * A member without its partitions, small enough to be kept for every group.
     *
     * @param memberHash of its member id, which is another each time it joins
     */
    public record MemberName(String clientId, String host, int memberHash) {
        public static MemberName of(ConsumerGroup.Member member) {
            return new MemberName(member.clientId(), member.host(), member.memberId().hashCode());
        }
    }
}
