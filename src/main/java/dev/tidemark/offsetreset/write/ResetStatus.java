package dev.tidemark.offsetreset.write;

/** What became of a request for a reset so far: open, being executed, executed, or ended without being executed. */
public enum ResetStatus {
    PENDING, APPROVED, EXECUTING, APPLIED, PARTIALLY_APPLIED, FAILED,
    /** An answer was lost and the group does not tell yet. */
    UNKNOWN, REJECTED, CANCELLED, EXPIRED;

    /** Waiting for approval. */
    public boolean isOpen() {
        return this == PENDING || this == APPROVED;
    }

    /** Carried out, for better or worse. */
    public boolean isOutcome() {
        return this == APPLIED || this == PARTIALLY_APPLIED || this == FAILED || this == UNKNOWN;
    }
}
