package dev.tidemark.lag;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.lag.verdict.Finding;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One group as triage sees it; the worst of its partitions speaks for it.
 *
 * @param since when the verdict became what it is, as far as it was watched
 * @param members empty when the group could not be described
 * @param timeLag of the partition where it is longest
 * @param timeLagIsLowerBound whether the samples do not reach back so far
 * @param produced messages a second, all partitions together whose rate is known; empty when none is; so is consumed
 * @param drain of the slowest partition; empty for never, or when nothing is known
 * @param topics the lag of each topic, by name
 * @param owner whom it belongs to, where configuration says so
 * @param trend total lag in each sample, the oldest first; -1 where unknown
 * @param committedWithoutMembersAt when offsets were last seen to move although the group was Empty before and after; empty
 *     when that has not been seen
 * @param observedAt when it was last read
 */
public record GroupHealth(InstanceId instance, String instanceName, ConsumerGroupId group, Optional<GroupState> state,
        OptionalInt members, Finding finding, Instant since, Lag lag, Optional<Duration> timeLag,
        boolean timeLagIsLowerBound, OptionalDouble produced, OptionalDouble consumed, Optional<Duration> drain,
        List<TopicLag> topics,
        Optional<String> owner, List<Long> trend, Optional<Instant> committedWithoutMembersAt, Instant observedAt) {
    /** By verdict, then by lag; unknown lags last among their like. */
    static final Comparator<GroupHealth> WORST_FIRST = Comparator.comparing(GroupHealth::verdict)
            .thenComparing(GroupHealth::lag, Comparator.reverseOrder()).thenComparing(GroupHealth::group)
            .thenComparing(GroupHealth::instance);

    public GroupHealth {
        topics = List.copyOf(topics);
        trend = List.copyOf(trend);
    }

    public GroupKey key() {
        return new GroupKey(instance, group);
    }

    public Verdict verdict() {
        return finding.verdict();
    }

    /** The same figures under the judgement of before. */
    GroupHealth judgedAs(GroupHealth before) {
        return new GroupHealth(instance, instanceName, group, state, members, before.finding, before.since, lag,
                timeLag, timeLagIsLowerBound, produced, consumed, drain, topics, owner, trend,
                committedWithoutMembersAt,
                observedAt);
    }

    /** The same group, of whose commits without members nothing is known. */
    GroupHealth withoutCommits() {
        return new GroupHealth(instance, instanceName, group, state, members, finding, since, lag, timeLag,
                timeLagIsLowerBound, produced, consumed, drain, topics, owner, trend, Optional.empty(), observedAt);
    }

    /** All partitions of one topic together; unknown when none is known. */
    public record TopicLag(String topic, Lag lag, Optional<Duration> timeLag) {
    }
}
