package dev.tidemark.access;

/** What a person was granted, as one word; says which permissions it brings. */
public enum Role {
    /** Reads everything on the instances it was granted for. */
    VIEWER,
    /** Asks for offset resets. */
    OPERATOR,
    /** Decides on offset resets that others asked for. */
    APPROVER,
    /** Everything. */
    ADMIN;

    public boolean grants(Permission permission) {
        return switch (permission) {
            case VIEW_GROUPS -> true;
        };
    }
}
