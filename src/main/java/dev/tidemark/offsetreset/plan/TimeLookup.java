package dev.tidemark.offsetreset.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * How far CKafka has been asked which offsets a time means; a plan that still has one is a preview of bounds and cannot be
 * requested.
 *
 * @param answered partitions that are known
 * @param of all partitions of the plan
 * @param secondsLeft estimate, at one question a second
 * @param problem why it failed, in the API's words
 * @param refusal why the complete plan was refused, once all was answered
 */
public record TimeLookup(State state, int answered, int of, long secondsLeft, Optional<String> problem,
        Optional<ResetRefused.Reason> refusal, Instant updatedAt) {
    public static TimeLookup running(int answered, int of, long secondsLeft, Instant at) {
        return new TimeLookup(State.RUNNING, answered, of, secondsLeft, Optional.empty(), Optional.empty(), at);
    }

    public TimeLookup ended(State how, Optional<String> why, Optional<ResetRefused.Reason> refused, Instant at) {
        return new TimeLookup(how, answered, of, 0, why, refused, at);
    }

    /** How far the questions are. */
    public enum State {
        RUNNING, CANCELLED, FAILED,
        /** The process that asked has ended. */
        INTERRUPTED
    }
}
