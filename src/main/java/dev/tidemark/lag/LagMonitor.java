package dev.tidemark.lag;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupHealth.Membership;
import dev.tidemark.lag.SampleWindow.Point;
import dev.tidemark.lag.churn.MemberLooks;
import dev.tidemark.lag.lost.LostGroup;
import dev.tidemark.lag.lost.LostGroups;
import dev.tidemark.lag.retention.DataLossForecasts;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.Finding.Why;
import dev.tidemark.lag.verdict.PartitionSamples;
import dev.tidemark.lag.verdict.Rates;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Remembers the last samples of every group, and judges each group anew when one is added. */
@Component
public class LagMonitor {
    /** An older judgement of another process is out of date. */
    private static final Duration INHERITED_FOR = Duration.ofMinutes(15);
    private static final Optional<GroupState> EMPTY = Optional.of(GroupState.EMPTY);

    private final LagProperties properties;
    private final OffsetTimeIndex times;
    private final DataLossForecasts losses;
    private final LostGroups lost;
    private final ApplicationEventPublisher events;
    private final Map<GroupKey, Watched> groups = new ConcurrentHashMap<>();
    private final Object replacing = new Object();
    private volatile Map<GroupKey, GroupHealth> inherited = Map.of();
    private volatile LagSnapshot snapshot = LagSnapshot.NOTHING_YET;

    public LagMonitor(LagProperties properties, OffsetTimeIndex times, DataLossForecasts losses, LostGroups lost,
            ApplicationEventPublisher events) {
        this.properties = properties;
        this.times = times;
        this.losses = losses;
        this.lost = lost;
        this.events = events;
    }

    public LagSnapshot snapshot() {
        return snapshot;
    }

    /**
     * Adds a sample: all the offsets of a group as they were read, and who was in it. Until there are enough samples,
     * the judgement of another process is kept.
     *
     * @param at when the offsets were asked for
     * @param answeredAt when the last of them were there
     */
    public void add(KafkaInstance instance, GroupListing.Entry group, List<GroupOffsets.Topic> offsets, Instant at,
            Instant answeredAt) {
        GroupKey key = new GroupKey(instance.id(), group.group());
        offsets.forEach(topic -> times.add(instance.id(), topic.name(), topic.partitions().stream().collect(
                Collectors.toMap(PartitionOffsets::partition, PartitionOffsets::logEndOffset)), at, answeredAt));
        Watched watched = groups.computeIfAbsent(key, _ -> new Watched(Optional.ofNullable(inherited.get(key))
                .filter(before -> before.observedAt().plus(INHERITED_FOR).isAfter(at))));
        synchronized (watched) {
            watched.window.add(at, answeredAt, points(offsets));
            watched.watchCommits(group.state(), at);
            GroupHealth judged = GroupJudgement.of(instance, group, watched.window, times, properties.allowedFor(key))
                    .triage(properties, watched.last, watched.committedWithoutMembersAt, losses.of(key),
                            watched.looks.look(at, group.state(), group.names()), at);
            if (judged.finding().why() != Why.TOO_FEW_SAMPLES) {
                watched.inherited = Optional.empty();
            }
            watched.last = Optional.of(watched.inherited.map(judged::judgedAs).orElse(judged));
        }
    }

    /**
     * What every sweep ends with: groups that are gone are forgotten or lost, and readers get the new snapshot.
     *
     * @param alive the groups that were listed, or that may have been where a list could not be read
     * @param listed the instances whose list was read whole
     */
    public void publish(Set<GroupKey> alive, Set<InstanceId> listed, Instant sweptAt, Duration took, int failed) {
        List<LostGroup> missing = known().stream()
                .filter(key -> !alive.contains(key) && listed.contains(key.instance()) && isWatched(key))
                .flatMap(key -> asLastSeen(key, sweptAt).stream()).toList();
        Set<GroupKey> kept = new HashSet<>(alive);
        kept.addAll(lost.swept(alive, listed, missing, sweptAt, properties.lost().keep()));
        groups.keySet().retainAll(kept);
        LagSnapshot seen;
        synchronized (replacing) {
            // Not read by this process yet: an alert about it must not end because another process began to sweep.
            inherited = inherited.values().stream()
                    .filter(group -> kept.contains(group.key()) && !groups.containsKey(group.key()))
                    .collect(Collectors.toMap(GroupHealth::key, Function.identity()));
            seen = new LagSnapshot(Stream.of(groups.values().stream().flatMap(watched -> watched.last.stream()),
                    inherited.values().stream(), lost(alive, listed)).flatMap(Function.identity()).toList(),
                    Optional.of(sweptAt), took, failed);
            snapshot = seen;
        }
        events.publishEvent(new SweepEnded(seen));
    }

    /** None of an instance that is not watched any more, nor those that configuration leaves out by now. */
    private Stream<GroupHealth> lost(Set<GroupKey> alive, Set<InstanceId> listed) {
        return lost.confirmed().stream().filter(group -> isWatched(group.key())
                && (listed.contains(group.key().instance()) || alive.contains(group.key())))
                .map(group -> GroupHealth.lost(group, properties.ownerOf(group.key())));
    }

    private boolean isWatched(GroupKey group) {
        return properties.watches(group.group().value());
    }

    /** What is kept of a group when it is missing; nothing of one that never committed, which has nothing to lose. */
    private Optional<LostGroup> asLastSeen(GroupKey key, Instant goneSince) {
        Watched watched = groups.get(key);
        Optional<GroupHealth> last = watched == null ? Optional.ofNullable(inherited.get(key)) : watched.last;
        return last.filter(seen -> seen.observedAt().plus(properties.lost().keep()).isAfter(goneSince))
                .flatMap(seen -> seen.gone(goneSince, watched == null ? Map.of() : watched.lastCommitted()));
    }

    /** Shows what another process saw. The samples of this process end before that, with a gap, and are forgotten. */
    void adopt(LagSnapshot seen) {
        groups.clear();
        lost.forget();
        synchronized (replacing) {
            inherited = byKey(seen);
            snapshot = seen;
        }
    }

    /** The groups that were there, here or in the process that swept before, and those that are lost. */
    Set<GroupKey> known() {
        return Stream.of(groups.keySet(), inherited.keySet(), lost.keys()).flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A group as it was seen last, here or by the process that sweeps. */
    Optional<GroupHealth> latest(GroupKey key) {
        Watched watched = groups.get(key);
        if (watched != null) {
            synchronized (watched) {
                if (watched.last.isPresent()) {
                    return watched.last;
                }
            }
        }
        return snapshot.groups().stream().filter(group -> group.key().equals(key)).findFirst();
    }

    /** The samples of one group by partition; none in a process that does not sweep. */
    Map<TopicPartition, PartitionSamples> histories(GroupKey key) {
        Watched watched = groups.get(key);
        if (watched == null) {
            return Map.of();
        }
        synchronized (watched) {
            return watched.window.histories();
        }
    }

    /** Every partition as it was last seen; one that could not be read lately is left out. */
    Stream<PartitionSample> partitions() {
        return groups.keySet().stream().flatMap(this::partitions);
    }

    /** Those of one group. */
    Stream<PartitionSample> partitions(GroupKey group) {
        return histories(group).entrySet().stream().filter(each -> each.getValue().size() > 0)
                .map(each -> sample(group, each.getKey(), each.getValue()));
    }

    /**
     * A reset is no rewind, and no client that commits without being a member: samples from before it are forgotten.
     */
    @EventListener
    void forget(OffsetsMoved reset) {
        GroupKey key = new GroupKey(reset.instance(), reset.group());
        Watched watched = groups.get(key);
        if (watched != null) {
            synchronized (watched) {
                watched.window.forget(reset.topics());
                watched.committedWithoutMembersAt = Optional.empty();
                watched.inherited = Optional.empty();
                watched.last = watched.last.map(GroupHealth::withoutCommits);
            }
        }
        synchronized (replacing) {
            if (snapshot.groups().stream()
                    .anyMatch(group -> group.key().equals(key)
                            && group.membership().committedWithoutMembersAt().isPresent())) {
                snapshot = snapshot.withoutCommitsOf(key);
                inherited = inherited.isEmpty() ? inherited : byKey(snapshot);
            }
        }
    }

    private PartitionSample sample(GroupKey group, TopicPartition partition, PartitionSamples seen) {
        return new PartitionSample(group, partition, seen,
                Rates.of(seen, times.of(group.instance(), partition)).timeLag());
    }

    private static Map<GroupKey, GroupHealth> byKey(LagSnapshot seen) {
        // One that is lost and comes back is judged as if it were new.
        return seen.groups().stream().filter(group -> group.verdict() != Verdict.LOST)
                .collect(Collectors.toMap(GroupHealth::key, Function.identity()));
    }

    private static Map<TopicPartition, Point> points(List<GroupOffsets.Topic> offsets) {
        Map<TopicPartition, Point> points = new HashMap<>();
        offsets.forEach(topic -> topic.partitions().forEach(row -> row.logEndOffset()
                .ifPresent(end -> points.put(new TopicPartition(topic.name(), row.partition()),
                        new Point(row.committedOffset().orElse(PartitionSamples.NONE), end)))));
        return points;
    }

    /** What is known of one partition. */
    record PartitionSample(GroupKey group, TopicPartition partition, PartitionSamples history,
            Optional<TimeLag> timeLag) {
    }

    private static final class Watched {
        private final SampleWindow window = new SampleWindow();
        private final MemberLooks looks = new MemberLooks();
        private Optional<GroupHealth> inherited;
        private Optional<GroupHealth> last;
        private Optional<GroupState> state = Optional.empty();
        private Optional<Instant> committedWithoutMembersAt;

        Watched(Optional<GroupHealth> inherited) {
            this.inherited = inherited;
            this.last = inherited;
            this.committedWithoutMembersAt = inherited.map(GroupHealth::membership)
                    .flatMap(Membership::committedWithoutMembersAt);
        }

        private synchronized Map<TopicPartition, Point> lastCommitted() {
            return window.lastCommitted();
        }

        /** A member may commit just before it leaves, so the group must have been Empty before and after. */
        void watchCommits(Optional<GroupState> now, Instant at) {
            boolean empty = now.equals(EMPTY) && state.equals(EMPTY);
            if (empty && window.committedMoved()) {
                committedWithoutMembersAt = Optional.of(at);
            } else if (!now.equals(EMPTY)) {
                committedWithoutMembersAt = Optional.empty();
            }
            state = now;
        }
    }
}
