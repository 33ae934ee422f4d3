package dev.tidemark.offsetreset;

import java.time.Instant;
import java.util.Optional;

/**
 * One call that moves offsets, for one topic. It is recorded before it goes out; there is never a second one.
 *
 * @param answeredAt empty while nobody has answered, and for ever when the process ended first
 * @param code the API's error code
 * @param message what the API said
 * @param cloudRequestId to quote to the vendor
 */
public record WriteAttempt(String topic, Instant sentAt, Optional<Instant> answeredAt, Answer answer, String code,
        String message, String cloudRequestId) {
    static WriteAttempt sent(String topic, Instant at) {
        return new WriteAttempt(topic, at, Optional.empty(), Answer.NONE, "", "", "");
    }

    WriteAttempt answered(Instant at, Answer how, String errorCode, String text, String requestId) {
        return new WriteAttempt(topic, sentAt, Optional.of(at), how, errorCode, text, requestId);
    }

    /** Whether only reading the group again can tell what became of it. */
    boolean isUnclear() {
        return answer == Answer.UNCLEAR || answer == Answer.NONE;
    }

    /** How the cloud answered. */
    public enum Answer {
        ACCEPTED, REFUSED,
        /** The connection ended, time ran out, or the answer made no sense: it may or may not have been carried out. */
        UNCLEAR,
        /** Not answered yet, or nobody was left to hear it. */
        NONE
    }
}
