package dev.tidemark.lag.lost;

import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A group that a whole list of its instance no longer shows, as it was when it was last seen.
 *
 * @param weight as it was configured for the group, for the order of triage
 * @param lag of all partitions together when it was last seen
 * @param goneSince the sweep that was the first without it
 * @param confirmed whether a second sweep, right after that, did not find it either
 * @param topics in which it had committed offsets
 * @param offsets what was committed last; empty where the process that saw the group did not live to record them
 */
public record LostGroup(GroupKey key, String instanceName, int weight, Lag lag, Instant seenAt, Instant goneSince,
        boolean confirmed, NavigableSet<String> topics, SortedMap<TopicPartition, Long> offsets) {
    public LostGroup {
        topics = Collections.unmodifiableNavigableSet(new TreeSet<>(topics));
        offsets = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(offsets)));
    }

    LostGroup beyondDoubt() {
        return new LostGroup(key, instanceName, weight, lag, seenAt, goneSince, true, topics, offsets);
    }
}
