package dev.tidemark.sandbox.emulator.action;

import java.util.Set;

/**
 * One action of the CKafka API 3.0. Answers with a record whose components, written in UpperCamelCase, become the
 * fields of {@code Response}; refuses by throwing {@link ApiError}, before anything was written.
 */
public interface Action {
    /** The action's name as in X-TC-Action, for example {@code DescribeGroupOffsets}. */
    String name();

    /** Every parameter the action documents; any other one is answered with UnknownParameter. */
    Set<String> parameters();

    /** Documented request quota, requests per second and account. */
    int requestsPerSecond();

    Object answer(Parameters parameters);
}
