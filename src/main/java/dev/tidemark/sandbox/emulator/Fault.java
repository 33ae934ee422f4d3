package dev.tidemark.sandbox.emulator;

import java.time.Duration;

/**
 * A fault armed for requests to come.
 *
 * @param action the name of an action, or {@code *} for any
 * @param times how many more requests get it, at least 1
 * @param code the error code, or the ReturnCode; empty for the other kinds
 * @param delay zero for every kind but DELAY
 */
record Fault(String action, FaultKind kind, int times, String code, Duration delay) {
    static final String ANY_ACTION = "*";

    boolean hits(String name) {
        return (action.equals(ANY_ACTION) || action.equals(name)) && kind.suits(name);
    }

    Fault spent() {
        return new Fault(action, kind, times - 1, code, delay);
    }
}
