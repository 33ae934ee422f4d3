package dev.tidemark.sandbox.emulator.control;

import java.time.Instant;

/**
 * One request as received, and what became of it. It is in the log before anything is executed, so that a request
 * whose answer never arrives can be counted all the same; until then its outcome is {@code pending}.
 */
public final class LoggedRequest {
    private final Instant at;
    private final String action;
    private final String api;
    private final String requestId;
    private final String body;
    private volatile String outcome = "pending";

    /**
     * @param action as sent, empty when none was
     * @param api v3, or v2 for the legacy API
     * @param body the parameters as a JSON object, without secrets
     */
    LoggedRequest(Instant at, String action, String api, String requestId, String body) {
        this.at = at;
        this.action = action;
        this.api = api;
        this.requestId = requestId;
        this.body = body;
    }

    /**
     * Says what became of the request.
     *
     * @param how {@code ok}, an error code, or the kind of the fault that the request met
     */
    public void settle(String how) {
        outcome = how;
    }

    Instant at() {
        return at;
    }

    public String action() {
        return action;
    }

    public String api() {
        return api;
    }

    String requestId() {
        return requestId;
    }

    public String body() {
        return body;
    }

    public String outcome() {
        return outcome;
    }
}
