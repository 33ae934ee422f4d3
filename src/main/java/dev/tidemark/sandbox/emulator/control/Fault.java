package dev.tidemark.sandbox.emulator.control;

import dev.tidemark.sandbox.emulator.action.ActionFault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fault armed for requests to come.
 *
 * @param action the name of an action, or {@code *} for any
 * @param times how many more requests get it, at least 1
 * @param code the error code, the ReturnCode, or why a task fails; empty for the other kinds
 * @param delay zero for every kind but DELAY and TASK
 * @param topic of a PARTITION_ERROR, or empty for all
 * @param partition of a PARTITION_ERROR, or empty for all
 */
public record Fault(String action, FaultKind kind, int times, String code, Duration delay, Optional<String> topic,
        OptionalInt partition) {
    static final String ANY_ACTION = "*";

    /** One that is not about partitions. */
    Fault(String action, FaultKind kind, int times, String code, Duration delay) {
        this(action, kind, times, code, delay, Optional.empty(), OptionalInt.empty());
    }

    boolean hits(String name) {
        return (action.equals(ANY_ACTION) || action.equals(name)) && kind.suits(name);
    }

    Fault spent() {
        return new Fault(action, kind, times - 1, code, delay, topic, partition);
    }

    /** The part of it that the action itself acts out. */
    public Optional<ActionFault> forAction() {
        return switch (kind) {
            case TASK -> Optional.of(new ActionFault.Task(delay, code));
            case PARTITION_ERROR ->
                Optional.of(new ActionFault.PartitionError(Integer.parseInt(code), topic, partition));
            default -> Optional.empty();
        };
    }
}
