package dev.tidemark.lag.verdict;

/** What to think of a group or a partition, the worst first. The names are Burrow's. */
public enum Verdict {
    /** The group is gone although it had committed offsets: of a group, never of one partition. */
    LOST,
    /** The group has no members, and messages keep arriving. */
    STOP,
    /** There are members, and the committed offset does not move. */
    STALL,
    /** Committed offsets went back and have not returned. */
    REWIND,
    /** It moves, and falls further behind; or it is abandoned with unread messages, and nothing more arrives. */
    WARN,
    /** Too few samples, or nothing was ever committed: not the same as all is well. */
    NOT_ENOUGH_DATA,
    /** A day, or as configured, without members and without progress: of a group, never of one partition. */
    ABANDONED, OK
}
