package dev.tidemark.sandbox.emulator.control;

import dev.tidemark.sandbox.emulator.action.ApiVersion;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** The last requests as received, in memory. The oldest go when there are too many or when they hold too much text. */
public final class RequestLog {
    public static final int MAX_REQUESTS = 10_000;

    /** Of all bodies together, in characters; a single one may have ten million. */
    private static final long MAX_TEXT = 32L * 1024 * 1024;

    /** No parameter of an action; they appear among them only when a client puts them in the wrong place. */
    private static final List<String> SECRETS = List.of("Authorization", "Signature", "SecretId", "SecretKey", "Token");

    private final Deque<LoggedRequest> newestFirst = new ArrayDeque<>();
    private final Clock clock;
    private long text;

    public RequestLog(Clock clock) {
        this.clock = clock;
    }

    public LoggedRequest received(ApiVersion api, String action, String requestId, ObjectNode parameters) {
        String body = parameters.deepCopy().without(SECRETS).toString();
        LoggedRequest request = new LoggedRequest(clock.instant(), action, api.wireName(), requestId, body);
        keep(request);
        return request;
    }

    public synchronized List<LoggedRequest> newest(Predicate<LoggedRequest> wanted, int limit) {
        return newestFirst.stream().filter(wanted).limit(limit).toList();
    }

    private synchronized void keep(LoggedRequest request) {
        newestFirst.addFirst(request);
        text += request.body().length();
        while (newestFirst.size() > MAX_REQUESTS || text > MAX_TEXT) {
            text -= newestFirst.removeLast().body().length();
        }
    }
}
