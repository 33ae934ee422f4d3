package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documented requests per second of each action, counted per account in whole seconds of the clock. A refused
 * request counts too, as the figure in the vendor's message shows.
 */
public final class RequestQuota {
    private final Map<Account, Window> windows = new ConcurrentHashMap<>();
    private final Clock clock;
    private final boolean enforced;

    public RequestQuota(Clock clock, boolean enforced) {
        this.clock = clock;
        this.enforced = enforced;
    }

    /** Counts one request, or refuses it when it is one too many. */
    void count(String secretId, Action action) {
        if (!enforced) {
            return;
        }
        long second = clock.instant().getEpochSecond();
        Window window = windows.merge(new Account(secretId, action.name()), new Window(second, 1),
                (last, first) -> last.second() == second ? new Window(second, last.requests() + 1) : first);
        if (window.requests() > action.requestsPerSecond()) {
            throw new ApiError("RequestLimitExceeded", "Your current request times equals to `" + window.requests()
                    + "` in a second, which exceeds the frequency limit `" + action.requestsPerSecond()
                    + "` for a second. Please reduce the frequency of calls.");
        }
    }

    private record Account(String secretId, String action) {
    }

    private record Window(long second, int requests) {
    }
}
