package dev.tidemark.kafka;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's API did not answer, or refused. Carries what an operator can quote to the vendor (error code and request
 * id, where there is one) and a message that is safe to show: never a secret, never a stack trace.
 */
public final class ClusterUnavailable extends RuntimeException {
    private final Reason reason;
    private final Optional<String> code;
    private final Optional<String> requestId;
    private final String text;
    private final Optional<Sentence> sentence;

    /** With the vendor's own words. */
    public ClusterUnavailable(Reason reason, Optional<String> code, Optional<String> requestId, String text,
            @Nullable Throwable cause) {
        this(reason, code, requestId, text, Optional.empty(), cause);
    }

    private ClusterUnavailable(Reason reason, Optional<String> code, Optional<String> requestId, String text,
            Optional<Sentence> sentence, @Nullable Throwable cause) {
        super(text, cause);
        this.reason = reason;
        this.code = code;
        this.requestId = requestId;
        this.text = text;
        this.sentence = sentence;
    }

    /** Worded by the message {@code unavailable.<message>} with these arguments. */
    public static ClusterUnavailable coded(Reason reason, @Nullable Throwable cause, String message,
            Object... arguments) {
        return coded(reason, Optional.empty(), Optional.empty(), cause, message, arguments);
    }

    /** The same for an answer with an error code but without words that explain it. */
    public static ClusterUnavailable coded(Reason reason, Optional<String> code, Optional<String> requestId,
            @Nullable Throwable cause, String message, Object... arguments) {
        Sentence sentence = new Sentence("unavailable." + message, List.of(arguments));
        return new ClusterUnavailable(reason, code, requestId, sentence.english(), Optional.of(sentence), cause);
    }

    /** The same failure for another reason. */
    public ClusterUnavailable withReason(Reason other) {
        return new ClusterUnavailable(other, code, requestId, text, sentence, this);
    }

    public Reason reason() {
        return reason;
    }

    /** The API's error code, for example {@code RequestLimitExceeded}; empty when no answer arrived. */
    public Optional<String> code() {
        return code;
    }

    public Optional<String> requestId() {
        return requestId;
    }

    /** In English, or in the vendor's own words. */
    public String text() {
        return text;
    }

    /** What to say in the reader's language; empty where the vendor's own words are all there is. */
    public Optional<Sentence> sentence() {
        return sentence;
    }

    /** Why there is no answer; decides whether trying again is worth anything. */
    public enum Reason {
        /** Too many requests a second, by the API's account or by our own budget. */
        THROTTLED,
        /** Connect, read or call time ran out; for a write the outcome is unknown. */
        TIMEOUT,
        /** Connection refused, reset, no route, TLS, or an HTTP status other than 200. */
        NETWORK,
        /** Keys, signature, clock or permission: configuration must change. */
        DENIED,
        /** The API answered with another error. */
        REFUSED,
        /** An answer arrived that could not be understood. */
        UNREADABLE,
        /** Nothing was sent: the API of this instance has no such action. Not an outage. */
        NOT_SUPPORTED
    }
}
