package dev.tidemark.lag;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One group as triage sees it; the worst of its partitions speaks for it.
 *
 * @param since when the verdict became what it is, as far as it was watched
 * @param members empty when the group could not be described
 * @param timeLag of the partition where it is longest
 * @param timeLagIsLeast whether the samples do not reach back so far
 * @param produced messages a second, all partitions together
 * @param drain of the slowest partition; empty for never, or when nothing is known
 * @param trend total lag in each sample, the oldest first; -1 where unknown
 * @param observedAt when it was last read
 */
public record GroupTriage(InstanceId instance, String instanceName, ConsumerGroupId group, Optional<GroupState> state,
        OptionalInt members, Finding finding, Instant since, Lag lag, Optional<Duration> timeLag,
        boolean timeLagIsLeast, double produced, double consumed, Optional<Duration> drain, List<Long> trend,
        Instant observedAt) {
    /** By verdict, then by lag; unknown lags last among their like. */
    static final Comparator<GroupTriage> WORST_FIRST = Comparator.comparing(GroupTriage::verdict)
            .thenComparing(GroupTriage::lag, Comparator.reverseOrder()).thenComparing(GroupTriage::group)
            .thenComparing(GroupTriage::instance);

    public GroupTriage {
        trend = List.copyOf(trend);
    }

    public Verdict verdict() {
        return finding.verdict();
    }
}
