package dev.tidemark.lag.schedule;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every group as it was last listed, so that one can be read without listing all anew. A group is gone only when a whole
 * list of its instance was without it; what could not be listed stays.
 */
public final class ListedGroups {
    private final Map<GroupKey, Listed> groups = new ConcurrentHashMap<>();
    private final Set<InstanceId> whole = ConcurrentHashMap.newKeySet();
    private volatile Optional<Set<InstanceId>> allInstances = Optional.empty();

    /** Puts a group as it is listed now, in place of how it was before. */
    public Change put(Listed listed) {
        Listed before = groups.put(listed.key(), listed);
        return before == null ? Change.NEW : before.isLike(listed) ? Change.NONE : Change.CHANGED;
    }

    /** An instance was listed to its end: its other groups are gone. */
    public void listed(InstanceId instance, Set<GroupKey> found) {
        groups.keySet().removeIf(key -> key.instance().equals(instance) && !found.contains(key));
        whole.add(instance);
    }

    /** Some instances were not listed to their end: what an earlier list did not show may be there. */
    public void notListed(Predicate<InstanceId> instances) {
        whole.removeIf(instances);
    }

    /** Every region named its instances: the others are gone. */
    public void listed(Set<InstanceId> instances) {
        groups.keySet().removeIf(key -> !instances.contains(key.instance()));
        whole.retainAll(instances);
        allInstances = Optional.of(Set.copyOf(instances));
    }

    public Optional<Listed> find(GroupKey group) {
        return Optional.ofNullable(groups.get(group));
    }

    public Set<GroupKey> keys() {
        return Set.copyOf(groups.keySet());
    }

    /**
     * All that exist, as far as is known.
     *
     * @param known groups that were seen at some time; they stay until their instance was listed to its end
     */
    public Set<GroupKey> alive(Set<GroupKey> known) {
        return Stream.concat(groups.keySet().stream(), known.stream().filter(key -> !isGone(key)))
                .collect(Collectors.toSet());
    }

    private boolean isGone(GroupKey key) {
        return whole.contains(key.instance())
                ? !groups.containsKey(key)
                : allInstances.filter(all -> !all.contains(key.instance())).isPresent();
    }

    /** What a list says about a group that was in a list before. */
    public enum Change {
        /** It was in none. */
        NEW,
        /** Its state or members are others. */
        CHANGED, NONE
    }

    /** A group in a list, and when the list was asked for. */
    public record Listed(KafkaInstance instance, GroupListing.Entry group, Instant at) {
        public GroupKey key() {
            return new GroupKey(instance.id(), group.group());
        }

        /** What is not known of one of the two is no difference. */
        private boolean isLike(Listed other) {
            Optional<GroupState> state = group.state();
            Optional<GroupState> otherState = other.group.state();
            boolean sameState = state.isEmpty() || otherState.isEmpty() || state.equals(otherState);
            boolean sameMembers = group.members().isEmpty() || other.group.members().isEmpty()
                    || group.members().equals(other.group.members());
            return sameState && sameMembers;
        }
    }
}
