package dev.tidemark.lag;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.SampleWindow.Point;
import dev.tidemark.lag.churn.Churn;
import dev.tidemark.lag.lost.LostGroup;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.Finding;
import dev.tidemark.lag.verdict.Rates;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One group as the last sweep judged it. The verdict is that of its worst partition.
 *
 * @param since when the verdict became what it is, as far as it was watched
 * @param lag of all partitions together
 * @param rates time lag of the partition where it is longest, drain of the slowest; produced and consumed of all
 *     partitions together whose rate is known
 * @param topics the lag of each topic, by name
 * @param trend total lag in each sample, the oldest first; -1 where unknown
 * @param observedAt when it was last read
 */
public record GroupHealth(Subject subject, Membership membership, Finding finding, Instant since, Impact impact,
        Lag lag, Rates rates,
        List<TopicLag> topics, List<Long> trend, Instant observedAt) {
    /** By impact, then the oldest unread message first, then by lag; what is unknown last among its like. */
    static final Comparator<GroupHealth> WORST_FIRST = Comparator.comparing(GroupHealth::impact, Impact.WORST_FIRST)
            .thenComparing(group -> group.rates().timeLag().map(TimeLag::estimate).orElse(Duration.ZERO),
                    Comparator.reverseOrder())
            .thenComparing(GroupHealth::lag, Comparator.reverseOrder()).thenComparing(GroupHealth::group)
            .thenComparing(GroupHealth::instance);

    public GroupHealth {
        topics = List.copyOf(topics);
        trend = List.copyOf(trend);
    }

    /** A group that is gone: what has no lag any more has none that is known, and the finding says what was last seen. */
    static GroupHealth lost(LostGroup group, Optional<String> owner) {
        Finding finding = Finding.gone(group.lag(), !group.offsets().isEmpty());
        Rates none = new Rates(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
        return new GroupHealth(new Subject(group.key(), group.instanceName(), owner),
                new Membership(Optional.of(GroupState.DEAD), OptionalInt.of(0), Optional.empty(), Optional.empty(),
                        Optional.empty()),
                finding, group.goneSince(),
                Impact.of(finding, none, group.weight(), Optional.empty(), Instant.EPOCH, false),
                Lag.unknown(), none,
                group.topics().stream().map(topic -> new TopicLag(topic, Lag.unknown(), Optional.empty())).toList(),
                List.of(), group.seenAt());
    }

    /**
     * What is kept of this group now that it is missing; nothing of one that had no committed offsets.
     *
     * @param committed what was committed last; empty where another process saw it
     */
    Optional<LostGroup> gone(Instant since, Map<TopicPartition, Point> committed) {
        Lag seen = committed.isEmpty() ? lag : Lag.total(committed.values().stream().map(Point::lag));
        if (!seen.isKnown()) {
            return Optional.empty();
        }
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
        committed.forEach((partition, point) -> offsets.put(partition, point.committed()));
        Stream<String> named = committed.isEmpty()
                ? topics.stream().filter(topic -> topic.lag().isKnown()).map(TopicLag::topic)
                : offsets.keySet().stream().map(TopicPartition::topic);
        return Optional.of(new LostGroup(key(), subject.instanceName(), impact.weight(), seen, observedAt, since,
                false, named.collect(Collectors.toCollection(TreeSet::new)), offsets));
    }

    public GroupKey key() {
        return subject.key();
    }

    public InstanceId instance() {
        return key().instance();
    }

    public ConsumerGroupId group() {
        return key().group();
    }

    public Verdict verdict() {
        return finding.verdict();
    }

    /** The same figures under the judgement of before. */
    GroupHealth judgedAs(GroupHealth before) {
        return new GroupHealth(subject, membership, before.finding, before.since, before.impact, lag, rates, topics,
                trend,
                observedAt);
    }

    /** The same group, of whose commits without members nothing is known. */
    GroupHealth withoutCommits() {
        return new GroupHealth(subject, membership.withoutCommits(), finding, since, impact, lag, rates, topics, trend,
                observedAt);
    }

    /**
     * Which group, and whose.
     *
     * @param instanceName the instance's name in the console of the cloud
     * @param owner the team it belongs to; empty where configuration names none
     */
    public record Subject(GroupKey key, String instanceName, Optional<String> owner) {
    }

    /**
     * Who reads with the group.
     *
     * @param state empty when the group could not be described; so is members
     * @param committedWithoutMembersAt when offsets were last seen to move although the group was Empty before and after;
     *     empty when that has not been seen
     * @param inactiveSince when it was first seen without members and without progress; empty where it has either
     * @param churn that its members come and go; empty where they do not, as far as this process has watched
     */
    public record Membership(Optional<GroupState> state, OptionalInt members,
            Optional<Instant> committedWithoutMembersAt, Optional<Instant> inactiveSince,
            Optional<Churn> churn) {
        private Membership withoutCommits() {
            return new Membership(state, members, Optional.empty(), inactiveSince, churn);
        }
    }

    /** All partitions of one topic together; unknown when none is known. */
    public record TopicLag(String topic, Lag lag, Optional<TimeLag> timeLag) {
    }
}
