package dev.tidemark.kafka;

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

    public ClusterUnavailable(Reason reason, Optional<String> code, Optional<String> requestId, String text,
            @Nullable Throwable cause) {
        super(text, cause);
        this.reason = reason;
        this.code = code;
        this.requestId = requestId;
        this.text = text;
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

    public String text() {
        return text;
    }

    /** Why there is no answer; decides whether trying again is worth anything. */
    public enum Reason {
        /** Too many requests a second, by the API's account or by our own budget. */
        THROTTLED,
        /** Connect, read or call time ran out; for a write the outcome is unknown. */
        TIMEOUT,
        /** Connection refused, reset, no route, TLS, or an HTTP status other than 200. */
        NETWORK,
        /** Keys, signature, clock or permission: a person must change something. */
        DENIED,
        /** The API answered with another error. */
        REFUSED,
        /** An answer arrived that could not be understood. */
        UNREADABLE,
        /** Nothing was asked: the API that this instance is reached by has no such question. No outage. */
        NOT_SUPPORTED
    }
}
