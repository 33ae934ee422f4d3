package dev.tidemark.sandbox.emulator.action;

import java.util.Set;

/**
 * One action of the CKafka API. Answers with a record whose components become the fields of the answer, in API 3.0
 * written in UpperCamelCase and in the legacy API as they are; refuses by throwing {@link ApiError}, before anything was written.
 */
public interface Action {
    /** The action's name as in X-TC-Action, for example {@code DescribeGroupOffsets}: classes are named after it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Which of the two APIs has this action. */
    default ApiVersion api() {
        return ApiVersion.V3;
    }

    /** Every parameter the action documents; any other one is answered with UnknownParameter. */
    Set<String> parameters();

    /** Documented request quota, requests per second and account: 100 for most actions. */
    default int requestsPerSecond() {
        return 100;
    }

    Object answer(Parameters parameters);

    /** Answers a request that meets a fault of a kind that this action acts out; it knows none unless it says so. */
    default Object answer(Parameters parameters, ActionFault fault) {
        return answer(parameters);
    }
}
