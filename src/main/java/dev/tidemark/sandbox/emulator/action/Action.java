package dev.tidemark.sandbox.emulator.action;

import java.util.Set;

/**
 * One action of the CKafka API 3.0. Answers with a record whose components, written in UpperCamelCase, become the
 * fields of {@code Response}; refuses by throwing {@link ApiError}, before anything was written.
 */
public interface Action {
    /** The action's name as in X-TC-Action, for example {@code DescribeGroupOffsets}: classes are named after it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Every parameter the action documents; any other one is answered with UnknownParameter. */
    Set<String> parameters();

    /** Documented request quota, requests per second and account: 100 for most actions. */
    default int requestsPerSecond() {
        return 100;
    }

    Object answer(Parameters parameters);
}
