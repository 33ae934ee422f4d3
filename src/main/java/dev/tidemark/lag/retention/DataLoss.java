package dev.tidemark.lag.retention;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a group loses of one topic to retention.
 *
 * @param deletedFrom when the oldest unread messages may be deleted at the earliest; empty where that is not known, or where
 *     nothing is deleted by age
 * @param lost messages that were deleted before the group read them: the committed offset lies so far below the earliest
 * @param unreadShare how much of what the topic holds is unread, from 0 to 1
 */
public record DataLoss(String topic, Optional<Instant> deletedFrom, long lost, double unreadShare) {
    /** What is lost already first, then what is deleted soonest. */
    public static final Comparator<DataLoss> WORST_FIRST = Comparator.comparing((DataLoss loss) -> loss.lost == 0)
            .thenComparing(loss -> loss.deletedFrom.orElse(Instant.MAX))
            .thenComparing(DataLoss::lost, Comparator.reverseOrder()).thenComparing(DataLoss::topic);

    /** Whether messages are lost already, or may be before a moment. */
    public boolean isDueBy(Instant moment) {
        return lost > 0 || deletedFrom.filter(at -> !at.isAfter(moment)).isPresent();
    }
}
