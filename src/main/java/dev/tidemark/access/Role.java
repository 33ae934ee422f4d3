package dev.tidemark.access;

/** What a person was granted, as one word; says which permissions it brings. */
public enum Role {
    /** Reads everything on the instances it was granted for, but the audit trail. */
    VIEWER,
    /** Asks for offset resets and executes those that were approved. */
    OPERATOR,
    /** Decides on offset resets that others asked for, and may execute them. */
    APPROVER,
    /** Everything. */
    ADMIN;

    public boolean grants(Permission permission) {
        return switch (permission) {
            case VIEW_GROUPS -> true;
            case ACKNOWLEDGE, VIEW_AUDIT, EXECUTE_RESET -> this != VIEWER;
            case REQUEST_RESET, SKIP_MESSAGES -> this == OPERATOR || this == ADMIN;
            case APPROVE_RESET -> this == APPROVER || this == ADMIN;
            case BREAK_GLASS -> this == ADMIN;
        };
    }
}
