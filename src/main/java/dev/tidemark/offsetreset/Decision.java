package dev.tidemark.offsetreset;

import java.time.Instant;

/** What somebody decided about a request, and why; the comment may be empty where agreeing needs no reason. */
public record Decision(Kind kind, String by, Instant at, String comment) {
    /** What was decided. */
    public enum Kind {
        APPROVED,
        /** Approved by an administrator in place of everybody else. */
        BROKE_GLASS, REJECTED, CANCELLED,
        /** To be cut off between two topics. */
        STOPPED
    }
}
