package dev.tidemark.lag.verdict;

/** What to think of a group or a partition, the worst first. The names are Burrow's. */
public enum Verdict {
    /** Nobody reads, and messages go on arriving. */
    STOP,
    /** Somebody is there and does not move. */
    STALL,
    /** Committed offsets went back and have not returned. */
    REWIND,
    /** It moves, and falls further behind; or nobody reads what is left and nothing more arrives. */
    WARN,
    /** Too few samples, or nothing was ever committed: not the same as all is well. */
    NOT_ENOUGH_DATA, OK
}
