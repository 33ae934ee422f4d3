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
import dev.tidemark.lag.Impact.Attention;
import dev.tidemark.lag.SampleWindow.Point;
import dev.tidemark.lag.churn.MemberLooks;
import dev.tidemark.lag.lost.LostGroup;
import dev.tidemark.lag.lost.LostGroups;
import dev.tidemark.lag.retention.DataLossForecasts;
import dev.tidemark.lag.schedule.ListedGroups.Listed;
import dev.tidemark.lag.schedule.ReadingOrder.Urgency;
import dev.tidemark.lag.schedule.WantedGroups;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.lag.timeindex.OffsetTimeIndex.TopicIndex;
import dev.tidemark.lag.timeindex.PartitionTimes;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.Finding;
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
    /** A page that is open is read anew much more often than this. */
    private static final Duration LOOKED_AT_FOR = Duration.ofMinutes(5);
    private static final Optional<GroupState> EMPTY = Optional.of(GroupState.EMPTY);

    private final LagProperties properties;
    private final OffsetTimeIndex times;
    private final DataLossForecasts losses;
    private final LostGroups lost;
    private final ApplicationEventPublisher events;
    private final Map<GroupKey, Watched> groups = new ConcurrentHashMap<>();
    private final WantedGroups lookedAt = new WantedGroups();
    private final WantedGroups changed = new WantedGroups();
    private final Object replacing = new Object();
    private volatile Set<InstanceId> listed = Set.of();
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

    /** Adds a sample of a group that was listed a moment ago. */
    public void add(KafkaInstance instance, GroupListing.Entry group, List<GroupOffsets.Topic> offsets, Instant at,
            Instant answeredAt) {
        add(new Listed(instance, group, at), offsets, at, answeredAt);
    }

    /**
     * Adds a sample: all the offsets of a group as they were read, and who was in it when it was listed. Until there are
     * enough samples, the judgement of another process is kept.
     *
     * @param at when the offsets were asked for
     * @param answeredAt when the last of them were there
     */
    void add(Listed listed, List<GroupOffsets.Topic> offsets, Instant at, Instant answeredAt) {
        KafkaInstance instance = listed.instance();
        GroupListing.Entry group = listed.group();
        GroupKey key = listed.key();
        offsets.forEach(topic -> times.add(instance.id(), topic.name(), topic.partitions().stream().collect(
                Collectors.toMap(PartitionOffsets::partition, PartitionOffsets::logEndOffset)), at, answeredAt));
        Watched watched = groups.computeIfAbsent(key, _ -> new Watched(Optional.ofNullable(inherited.get(key))
                .filter(before -> before.observedAt().plus(INHERITED_FOR).isAfter(at))));
        synchronized (watched) {
            watched.window.add(at, answeredAt, points(offsets));
            watched.watchCommits(group.state(), listed.at(), at);
            GroupHealth judged = GroupJudgement.of(instance, group, watched.window, times, properties.allowedFor(key))
                    .triage(properties, watched.last, watched.committedWithoutMembersAt, losses.of(key),
                            watched.looks.look(at, group.state(), group.names()), at);
            if (judged.finding().why() != Why.TOO_FEW_SAMPLES) {
                watched.inherited = Optional.empty();
            }
            if (watched.last.filter(before -> isChanged(before.verdict(), judged.verdict())).isPresent()) {
                changed.want(key, at.plus(fullWindow()));
            }
            watched.needsSamples = needsSamples(judged.finding(), watched.window);
            watched.last = Optional.of(watched.inherited.map(judged::judgedAs).orElse(judged));
        }
    }

    /**
     * What every sweep ends with: groups that are gone are forgotten, and readers get the new snapshot.
     *
     * @param alive the groups that were listed, or that may have been where a list could not be read
     */
    public void publish(Set<GroupKey> alive, Instant sweptAt, Duration took, int failed) {
        Set<GroupKey> kept = new HashSet<>(alive);
        kept.addAll(lost.missing());
        replace(alive, kept, sweptAt, took, failed);
    }

    /**
     * The same after all instances were listed anew: of the groups that are gone then, some are lost.
     *
     * @param whole the instances whose list was read whole
     */
    public void publish(Set<GroupKey> alive, Set<InstanceId> whole, Instant sweptAt, Duration took, int failed) {
        listed = Set.copyOf(whole);
        List<LostGroup> missing = known().stream()
                .filter(key -> !alive.contains(key) && whole.contains(key.instance()) && isWatched(key))
                .flatMap(key -> asLastSeen(key, sweptAt).stream()).toList();
        Set<GroupKey> kept = new HashSet<>(alive);
        kept.addAll(lost.swept(alive, whole, missing, sweptAt, properties.lost().keep()));
        replace(alive, kept, sweptAt, took, failed);
    }

    private void replace(Set<GroupKey> alive, Set<GroupKey> kept, Instant sweptAt, Duration took, int failed) {
        groups.keySet().retainAll(kept);
        lookedAt.forgetBefore(sweptAt);
        changed.forgetBefore(sweptAt);
        LagSnapshot seen;
        synchronized (replacing) {
            inherited = notReadYet(kept, sweptAt.minus(INHERITED_FOR));
            seen = new LagSnapshot(Stream.concat(seen(), lost(alive)).toList(), Optional.of(sweptAt), took, failed);
            snapshot = seen;
        }
        events.publishEvent(new SweepEnded(seen));
    }

    /** None of an instance that is not watched any more, nor those that configuration leaves out by now. */
    private Stream<GroupHealth> lost(Set<GroupKey> alive) {
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

    /** Shows what was read since the last sweep ended, while the next one goes on. */
    void refresh() {
        synchronized (replacing) {
            Stream<GroupHealth> lost = snapshot.groups().stream().filter(group -> group.verdict() == Verdict.LOST);
            snapshot = new LagSnapshot(Stream.concat(seen(), lost).toList(), snapshot.sweptAt(), snapshot.took(),
                    snapshot.failed());
        }
    }

    /** What this process has read, and for the rest what another one saw before. */
    private Stream<GroupHealth> seen() {
        return Stream.concat(groups.values().stream().flatMap(watched -> watched.last.stream()),
                inherited.values().stream().filter(group -> !groups.containsKey(group.key())));
    }

    private Map<GroupKey, GroupHealth> notReadYet(Set<GroupKey> alive, Instant after) {
        return inherited.values().stream()
                .filter(group -> alive.contains(group.key()) && !groups.containsKey(group.key())
                        && group.observedAt().isAfter(after))
                .collect(Collectors.toMap(GroupHealth::key, Function.identity()));
    }

    /** A group is being looked at, or reset: it is read sooner than its turn would come. */
    public void lookedAt(GroupKey key, Instant now) {
        lookedAt.want(key, now.plus(LOOKED_AT_FOR));
    }

    /** A list shows another state of a group, or other members, than the list before. */
    void changed(Listed listed) {
        changed.want(listed.key(), listed.at().plus(fullWindow()));
        Watched watched = groups.get(listed.key());
        if (watched != null) {
            synchronized (watched) {
                watched.watchState(listed.group().state());
            }
        }
    }

    /** How urgent it is to read a group anew. */
    Urgency urgency(GroupKey key, Instant now) {
        if (lookedAt.isWanted(key, now)) {
            return Urgency.LOOKED_AT;
        }
        return changed.isWanted(key, now) || isTroubled(key) ? Urgency.TROUBLED : Urgency.QUIET;
    }

    private boolean isTroubled(GroupKey key) {
        Watched watched = groups.get(key);
        if (watched == null) {
            return Optional.ofNullable(inherited.get(key)).filter(LagMonitor::isInTrouble).isPresent();
        }
        synchronized (watched) {
            return watched.needsSamples || watched.last.filter(LagMonitor::isInTrouble).isPresent();
        }
    }

    /** When a group was read last, here or by the process that swept before; empty for never. */
    Optional<Instant> readAt(GroupKey key) {
        Watched watched = groups.get(key);
        if (watched == null) {
            return Optional.ofNullable(inherited.get(key)).map(GroupHealth::observedAt);
        }
        synchronized (watched) {
            return watched.last.map(GroupHealth::observedAt);
        }
    }

    /** Until so many samples are in, the ones before a change decide with the others. */
    private Duration fullWindow() {
        return properties.interval().multipliedBy(SampleWindow.SAMPLES);
    }

    private static boolean isInTrouble(GroupHealth group) {
        return group.impact().attention() == Attention.TROUBLE;
    }

    private static boolean isChanged(Verdict before, Verdict now) {
        return before != now && before != Verdict.NOT_ENOUGH_DATA && now != Verdict.NOT_ENOUGH_DATA;
    }

    /** Unread messages and too few samples, or no progress since the last one: it may have stopped a moment ago. */
    private static boolean needsSamples(Finding finding, SampleWindow window) {
        return finding.why() == Why.TOO_FEW_SAMPLES
                || (finding.verdict() == Verdict.OK && finding.why() != Why.CAUGHT_UP && !window.committedMoved());
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
        Map<String, TopicIndex> unpacked = new HashMap<>();
        return histories(group).entrySet().stream().filter(each -> each.getValue().size() > 0).map(each -> {
            TopicPartition partition = each.getKey();
            PartitionTimes written = unpacked.computeIfAbsent(partition.topic(),
                    topic -> times.of(group.instance(), topic)).partition(partition.partition());
            return new PartitionSample(group, partition, each.getValue(),
                    Rates.of(each.getValue(), written).timeLag());
        });
    }

    /**
     * A reset is no rewind, and no client that commits without being a member: samples from before it are forgotten.
     */
    @EventListener
    void forget(OffsetsMoved reset) {
        GroupKey key = new GroupKey(reset.instance(), reset.group());
        lookedAt.want(key, reset.at().plus(LOOKED_AT_FOR));
        Watched watched = groups.get(key);
        if (watched != null) {
            synchronized (watched) {
                watched.moved = false;
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
        private Instant sampledAt = Instant.MIN;
        private boolean moved;
        private boolean needsSamples;
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

        /**
         * A member may commit just before it leaves, so the group must have been Empty before and after. What moved between
         * two samples under one list is judged when there is a newer list.
         */
        void watchCommits(Optional<GroupState> now, Instant listedAt, Instant at) {
            moved |= window.committedMoved();
            if (now.equals(EMPTY) && !listedAt.isBefore(sampledAt)) {
                if (state.equals(EMPTY) && moved) {
                    committedWithoutMembersAt = Optional.of(at);
                }
                state = now;
                moved = false;
            }
            watchState(now);
            sampledAt = at;
        }

        /** Whatever moves while it is not Empty is no surprise. */
        void watchState(Optional<GroupState> now) {
            if (!now.equals(EMPTY)) {
                committedWithoutMembersAt = Optional.empty();
                state = now;
                moved = false;
            }
        }
    }
}
