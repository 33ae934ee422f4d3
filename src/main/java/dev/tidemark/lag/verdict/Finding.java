package dev.tidemark.lag.verdict;

import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;

/**
 * A verdict on one partition, with the numbers that its sentence needs.
 *
 * @param lag now
 * @param arrived messages that arrived in the time of {@code watched}
 * @param watched how long it has not moved, where that is what is wrong; otherwise how long the samples reach back
 */
public record Finding(Verdict verdict, Why why, TopicPartition partition, Lag lag, long arrived, Duration watched) {
    /** The same figures of a group that looks abandoned, since when it was not active. */
    public Finding abandoned(Duration inactive) {
        return new Finding(Verdict.ABANDONED, Why.ABANDONED, partition, lag, arrived, inactive);
    }

    /** Of a group that is gone: no partition is named, because none is worse than another. */
    public static Finding gone(Lag lastSeen, boolean offsetsKept) {
        return new Finding(Verdict.LOST, offsetsKept ? Why.GONE : Why.GONE_UNRECORDED, new TopicPartition("-", 0),
                lastSeen, 0, Duration.ZERO);
    }

    /** The rule that decided; each has a sentence of its own. */
    public enum Why {
        /** The group is gone, and its last committed offsets are kept. */
        GONE,
        /** The group is gone, and the process that saw it last did not live to record its offsets. */
        GONE_UNRECORDED,
        /** Lag is within what is allowed. */
        CAUGHT_UP,
        /** It was within what is allowed a moment ago. */
        CAUGHT_UP_RECENTLY,
        /** It gets less. */
        CATCHING_UP,
        /** Fewer samples than a judgement needs. */
        TOO_FEW_SAMPLES,
        /** Nothing was ever committed there. */
        NEVER_COMMITTED,
        /** The partition could not be read lately. */
        UNREADABLE,
        /** Committed offsets went back. */
        WENT_BACK,
        /** No members, no progress, and messages arrive. */
        NO_MEMBERS,
        /** No members, no progress, and nothing arrives. */
        LEFT_BEHIND,
        /** No members and no progress for so long that the group looks abandoned. */
        ABANDONED,
        /** Members, and no progress. */
        DOES_NOT_MOVE,
        /** Progress, and more lag lately than before. */
        FALLS_BEHIND
    }
}
