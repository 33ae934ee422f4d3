package dev.tidemark.consumergroup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.observation.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Remembers the committed offsets of Empty groups as they were last read, and notices when they moved.
 * Consumers that assign their partitions themselves never join, so that nothing else gives them away. What is remembered
 * is bounded, and forgotten when a group is not read for a while.
 */
final class EmptyGroupCommits<K> {
    private static final Duration REMEMBERED = Duration.ofHours(1);
    // Stream processors commit with their checkpoints, often minutes apart.
    private static final Duration SAID_FOR = Duration.ofMinutes(15);
    // Some 150 bytes each.
    private static final long MOST_PARTITIONS = 200_000;

    private final Cache<K, Look> looks = Caffeine.newBuilder().expireAfterAccess(REMEMBERED)
            .maximumWeight(MOST_PARTITIONS).weigher((K _, Look look) -> 1 + look.commits().size()).build();

    /** Takes notice of what was just read; empty unless the group is Empty and its commits moved lately. */
    Optional<CommitMovement> look(K group, GroupState state, Observed<GroupOffsets> offsets) {
        if (state != GroupState.EMPTY) {
            // Whatever a member commits until it leaves is no surprise afterwards.
            looks.invalidate(group);
            return Optional.empty();
        }
        Look before = new Look(Map.of(), Optional.empty());
        return looks.asMap().merge(group, before.then(offsets), (last, _) -> last.then(offsets)).movement()
                .filter(moved -> moved.until().plus(SAID_FOR).isAfter(offsets.observedAt()));
    }

    private record Commit(OptionalLong offset, Instant at) {
    }

    private record Look(Map<TopicPartition, Commit> commits, Optional<CommitMovement> movement) {
        Look then(Observed<GroupOffsets> offsets) {
            Instant now = offsets.observedAt();
            Map<TopicPartition, Commit> after = new HashMap<>(commits);
            Instant since = now;
            int moved = 0;
            for (GroupOffsets.Topic topic : offsets.value().topics()) {
                for (PartitionOffsets partition : topic.partitions()) {
                    TopicPartition key = new TopicPartition(topic.name(), partition.partition());
                    Commit last = commits.get(key);
                    boolean newer = last == null || now.isAfter(last.at());
                    if (partition.error().isPresent() || !newer) {
                        continue;
                    }
                    if (last != null && !last.offset().equals(partition.committedOffset())) {
                        moved++;
                        since = since.isBefore(last.at()) ? since : last.at();
                    }
                    after.put(key, new Commit(partition.committedOffset(), now));
                }
            }
            return new Look(after, moved == 0 ? movement : Optional.of(new CommitMovement(since, now, moved)));
        }
    }
}
