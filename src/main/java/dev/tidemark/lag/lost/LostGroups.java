package dev.tidemark.lag.lost;

import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides which groups are lost: those that two sweeps, one right after the other, did not find in a whole list of their
 * instance. A list that failed says nothing. What is decided is stored, and read again by the process that sweeps next.
 */
@Component
public class LostGroups {
    private static final Logger LOG = LoggerFactory.getLogger(LostGroups.class);

    private final LostGroupStore store;
    private Map<GroupKey, LostGroup> gone = Map.of();
    // As the database has it; what could not be written is written after the next sweep.
    private Map<GroupKey, LostGroup> stored = Map.of();
    private boolean loaded;

    public LostGroups(LostGroupStore store) {
        this.store = store;
    }

    /** Another process sweeps: what it decides is read before this one decides anything. */
    public synchronized void forget() {
        gone = Map.of();
        stored = Map.of();
        loaded = false;
    }

    /** The groups that are gone, for certain or not yet. */
    public synchronized Set<GroupKey> keys() {
        return Set.copyOf(gone.keySet());
    }

    /** Those that one list did not show: they may still be there. */
    public synchronized Set<GroupKey> missing() {
        return gone.values().stream().filter(group -> !group.confirmed()).map(LostGroup::key)
                .collect(Collectors.toSet());
    }

    /** Those that are gone for certain. */
    public synchronized List<LostGroup> confirmed() {
        return gone.values().stream().filter(LostGroup::confirmed).toList();
    }

    /**
     * Takes in what a sweep found.
     *
     * @param alive the groups that are there, or that nothing was learnt of
     * @param listed the instances whose list was read from the first page to the last
     * @param missing the groups with committed offsets that the list of their instance does not show any more
     * @param keep how long a lost group is remembered
     * @return the groups that are missing for the first time: they may still be there
     */
    public synchronized Set<GroupKey> swept(Set<GroupKey> alive, Set<InstanceId> listed,
            Collection<LostGroup> missing, Instant at, Duration keep) {
        if (!load()) {
            return missing.stream().map(LostGroup::key).collect(Collectors.toSet());
        }
        Map<GroupKey, LostGroup> now = new HashMap<>();
        gone.values().forEach(group -> still(group, alive, listed)
                .filter(each -> each.goneSince().plus(keep).isAfter(at)).ifPresent(each -> now.put(each.key(), each)));
        missing.stream().filter(group -> !gone.containsKey(group.key()))
                .forEach(group -> now.put(group.key(), group));
        now.keySet().stream().filter(key -> wasConfirmed(now, key)).forEach(key -> LOG.warn(
                "The consumer group {} of {} is gone, and had committed offsets", key.group(), key.instance()));
        gone = Map.copyOf(now);
        save();
        return missing();
    }

    private static Optional<LostGroup> still(LostGroup group, Set<GroupKey> alive, Set<InstanceId> listed) {
        if (listed.contains(group.key().instance())) {
            return alive.contains(group.key()) ? Optional.empty() : Optional.of(group.beyondDoubt());
        }
        // Without a list nothing is certain: one that was missing once has to be missing twice again.
        return group.confirmed() ? Optional.of(group) : Optional.empty();
    }

    private boolean wasConfirmed(Map<GroupKey, LostGroup> now, GroupKey key) {
        LostGroup before = gone.get(key);
        LostGroup after = now.get(key);
        return before != null && !before.confirmed() && after != null && after.confirmed();
    }

    private boolean load() {
        try {
            if (!loaded) {
                stored = store.all().stream().collect(Collectors.toMap(LostGroup::key, Function.identity()));
                gone = stored;
                loaded = true;
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("Which consumer groups were lost before could not be read, it is tried again", unavailable);
        }
        return loaded;
    }

    private void save() {
        List<LostGroup> changed = gone.values().stream().filter(group -> !group.equals(stored.get(group.key())))
                .toList();
        List<GroupKey> over = stored.keySet().stream().filter(key -> !gone.containsKey(key)).toList();
        if (changed.isEmpty() && over.isEmpty()) {
            return;
        }
        try {
            store.change(changed, over);
            stored = gone;
        } catch (RuntimeException unavailable) {
            LOG.warn("Which consumer groups are lost could not be stored, it is tried again", unavailable);
        }
    }
}
