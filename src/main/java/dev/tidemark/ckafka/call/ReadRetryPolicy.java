package dev.tidemark.ckafka.call;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Whether a read is worth another try, and after which pause. Made for one read, because both depend on how its last
 * attempt failed.
 */
final class ReadRetryPolicy implements RetryPolicy {
    static final int ATTEMPTS = 3;
    static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int MOST_DOUBLINGS = 2;

    private final RequestBudget budget;
    private final String action;
    private int failures;
    private boolean throttled;

    ReadRetryPolicy(RequestBudget budget, String action) {
        this.budget = budget;
        this.action = action;
    }

    @Override
    public boolean shouldRetry(Throwable failure) {
        if (!(failure instanceof ClusterUnavailable problem)) {
            return false;
        }
        throttled = problem.reason() == Reason.THROTTLED && problem.code().isPresent();
        return switch (problem.reason()) {
            case THROTTLED, NETWORK, UNREADABLE -> true;
            case REFUSED -> problem.code().filter(code -> code.startsWith("InternalError")).isPresent();
            // A second wait for the same silence costs a person more than the message does.
            case TIMEOUT, DENIED, NOT_SUPPORTED -> false;
        };
    }

    @Override
    public BackOff getBackOff() {
        return () -> this::nextPause;
    }

    // Doubled each time, half of it by chance, so that many waiting readers do not come back together. Spring's own
    // ExponentialBackOff cuts chance off at its longest pause.
    private long nextPause() {
        failures++;
        if (failures >= (throttled ? budget.attemptsWhenThrottled(action) : ATTEMPTS)) {
            return BackOffExecution.STOP;
        }
        Duration first = throttled ? budget.pauseWhenThrottled(action) : FIRST_PAUSE;
        long longest = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }
}
