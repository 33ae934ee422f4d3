package dev.tidemark.lag;

import dev.tidemark.kafka.GroupKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of every watched group, worst first; replaced whole, so that a page never waits. How old the figures
 * of a group are, the group says.
 *
 * @param sweptAt when the last sweep began; empty before the first has ended
 * @param took how long it took
 * @param failed groups and instances that did not answer when they were last asked
 */
public record LagSnapshot(List<GroupHealth> groups, Optional<Instant> sweptAt, Duration took, int failed) {
    static final LagSnapshot NOTHING_YET = new LagSnapshot(List.of(), Optional.empty(), Duration.ZERO, 0);

    public LagSnapshot {
        groups = groups.stream().sorted(GroupHealth.WORST_FIRST).toList();
    }

    /** The same, in which nothing is known of commits without members in one group. */
    LagSnapshot withoutCommitsOf(GroupKey moved) {
        return new LagSnapshot(
                groups.stream().map(group -> group.key().equals(moved) ? group.withoutCommits() : group).toList(),
                sweptAt, took, failed);
    }
}
