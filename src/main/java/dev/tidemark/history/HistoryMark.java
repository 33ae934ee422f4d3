package dev.tidemark.history;

import dev.tidemark.kafka.GroupKey;
import java.time.Instant;

/**
 * Something that happened to a group.
 *
 * @param before what was; empty for a reset
 * @param after what has been since; the number of the reset
 */
public record HistoryMark(GroupKey group, Instant at, Kind kind, String before, String after) {
    /** What it was. */
    public enum Kind {
        VERDICT, STATE, MEMBERS, RESET
    }
}
