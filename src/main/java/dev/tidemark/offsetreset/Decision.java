package dev.tidemark.offsetreset;

import java.time.Instant;

/** What one person decided about a request, and why; the comment may be empty where an approval needs no reason. */
public record Decision(Kind kind, String by, Instant at, String comment) {
    /** What was decided. */
    public enum Kind {
        APPROVED,
        /** Approved by an administrator in place of all missing approvals. */
        BROKE_GLASS, REJECTED, CANCELLED,
        /** A stop before the next topic was requested. */
        STOPPED
    }
}
