package dev.tidemark.access;

/** One thing that may be allowed or not. */
public enum Permission {
    /** See instances, consumer groups, their members and offsets, and what was done to them. */
    VIEW_GROUPS,
    /** Acknowledge the problem of a group, until a time. */
    ACKNOWLEDGE,
    /** Read the audit trail. */
    VIEW_AUDIT,
    /** Preview a reset, ask for it, and cancel one's own. */
    REQUEST_RESET,
    /** Ask for a reset after which messages are never processed. */
    SKIP_MESSAGES,
    /** Approve or reject the requests of others. */
    APPROVE_RESET,
    /** Carry out an approved reset. */
    EXECUTE_RESET,
    /** Approve a reset without the approvals it needs; stands out in the audit trail. */
    BREAK_GLASS
}
