package dev.tidemark.lag.retention;

import dev.tidemark.consumergroup.TopicOffsets.Retention;
import dev.tidemark.kafka.OffsetRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells from when on unread messages of a topic are deleted: a message is kept as long as the topic retains messages, and
 * then until its segment is deleted. A compacted topic keeps the newest message of every key, so that this says nothing of
 * it. Pure.
 */
public final class RetentionClock {
    private RetentionClock() {
    }

    /**
     * What one group loses of one topic; empty where there is nothing to say.
     *
     * @param partitions those with a committed offset whose range is known
     */
    public static Optional<DataLoss> of(String topic, Retention retention, List<Unread> partitions) {
        if (retention.compacted() || partitions.isEmpty()) {
            return Optional.empty();
        }
        long lost = partitions.stream()
                .mapToLong(each -> Math.max(0, each.range.earliestOffset() - each.committed)).sum();
        long kept = partitions.stream().mapToLong(each -> each.range.logEndOffset() - each.range.earliestOffset())
                .sum();
        long unread = partitions.stream().mapToLong(each -> Math.max(0,
                each.range.logEndOffset() - Math.max(each.committed, each.range.earliestOffset()))).sum();
        Optional<Instant> deletedFrom = retention.time().flatMap(keeps -> partitions.stream()
                .flatMap(each -> deletedFrom(each, keeps).stream()).min(Instant::compareTo));
        return lost > 0 || deletedFrom.isPresent()
                ? Optional.of(new DataLoss(topic, deletedFrom, lost, kept == 0 ? 0 : (double) unread / kept))
                : Optional.empty();
    }

    private static Optional<Instant> deletedFrom(Unread partition, Duration keeps) {
        boolean behind = partition.committed < partition.range.logEndOffset()
                && partition.committed >= partition.range.earliestOffset();
        return partition.writtenAt.filter(_ -> behind).map(at -> at.plus(keeps));
    }

    /**
     * One partition.
     *
     * @param writtenAt when about the message at the committed offset was written; empty where not even that is known
     */
    public record Unread(long committed, OffsetRange range, Optional<Instant> writtenAt) {
    }
}
