package dev.tidemark.access;

/** One thing that may be allowed or not. */
public enum Permission {
    /** See instances, consumer groups, their members and offsets. */
    VIEW_GROUPS
}
