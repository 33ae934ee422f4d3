package dev.tidemark.sandbox.emulator.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be made to go wrong with a request that is signed properly. */
public enum FaultKind {
    /** The error code that was armed, nothing executed. */
    CODE,
    /** Waits, then goes on as if nothing had been. */
    DELAY,
    /** Status 500 of HTTP, nothing executed. */
    HTTP_500,
    /** Status 503 of HTTP, nothing executed. */
    HTTP_503,
    /** Status 200 without a body, nothing executed. */
    EMPTY_BODY,
    /** The connection is closed, nothing executed. */
    DROP_BEFORE,
    /** Executed, then the connection is closed without an answer. */
    DROP_AFTER,
    /** Executed, every field named Lag of the answer becomes null. */
    NULL_LAG,
    /** The result of a write that says it failed, without an Error; nothing executed. Reads never get it. */
    RETURN_CODE,
    /** A reset is accepted and executed later, in the background; with a code it fails then. */
    TASK,
    /** An error code on partitions, of a read as of a write. */
    PARTITION_ERROR;

    /** How the names of all reads begin, first those of API 3.0 and then those of the legacy one. */
    private static final List<String> READS = List.of("Describe", "Fetch", "Get", "List", "Check");

    private static final List<String> TASKS = List.of("ModifyGroupOffsets", "BatchModifyGroupOffsets");
    private static final List<String> PARTITIONED = List.of("DescribeGroupOffsets", "GetGroupOffsets",
            "SetGroupOffset", "SetGroupOffsets");

    /** As in requests to the emulator, for example {@code http-500}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<FaultKind> named(String wireName) {
        return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findAny();
    }

    /**
     * A ReturnCode only exists in what writes answer with; in the legacy API its place is the list of what failed. The
     * legacy reset answers no flowId, so it cannot be a task.
     */
    boolean suits(String action) {
        return switch (this) {
            case RETURN_CODE -> READS.stream().noneMatch(action::startsWith);
            case TASK -> TASKS.contains(action);
            case PARTITION_ERROR -> PARTITIONED.contains(action);
            default -> true;
        };
    }

    /** Why it does not suit an action. */
    String unsuited(String action) {
        return switch (this) {
            case TASK -> wireName() + " is for " + TASKS + " alone, not for " + action;
            case PARTITION_ERROR -> wireName() + " is for " + PARTITIONED + " alone, not for " + action;
            default -> wireName() + " is for writes, " + action + " is a read";
        };
    }
}
