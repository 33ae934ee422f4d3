package dev.tidemark.ckafka.call;

import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.offsetreset.write.SendWithheld;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What every call has, whichever of the two APIs it goes to: its turn in the budget, its timer, and one exception for
 * whatever goes wrong. A read may be tried again; a write is sent once.
 */
public final class ApiCalls {
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final RequestBudget budget;
    private final MeterRegistry meters;

    public ApiCalls(RequestBudget budget, MeterRegistry meters) {
        this.budget = budget;
        this.meters = meters;
    }

    /**
     * One read, tried up to three times where trying again is worth anything.
     *
     * @param action the API's name of it, as budget and metrics count it
     * @throws ClusterUnavailable when no attempt was answered well
     */
    public <T> T read(Region region, String action, Caller urgency, Callable<T> call) {
        for (int attempt = 1;; attempt++) {
            budget.await(region.account(), action, urgency);
            try {
                return timed(region, action, call);
            } catch (ClusterUnavailable problem) {
                if (attempt == ATTEMPTS || !isWorthAnotherTry(problem)) {
                    throw problem;
                }
                pauseBefore(attempt, problem);
            }
        }
    }

    /**
     * One write, sent exactly once whatever happens. After {@link Reason#TIMEOUT}, {@link Reason#NETWORK} and
     * {@link Reason#UNREADABLE} it is unknown whether it was executed: read again, never send again.
     */
    public <T> T write(Region region, String action, Callable<T> call) {
        budget.await(region.account(), action, Caller.PERSON);
        return timed(region, action, call);
    }

    private <T> T timed(Region region, String action, Callable<T> call) {
        Timer.Sample started = Timer.start(meters);
        String outcome = "ok";
        try {
            return Objects.requireNonNull(call.call());
        } catch (SendWithheld late) {
            outcome = "withheld";
            throw late;
        } catch (Exception failure) {
            ClusterUnavailable problem = failure instanceof ClusterUnavailable known
                    ? known
                    : unreadable(action, failure);
            outcome = problem.reason().name().toLowerCase(Locale.ROOT);
            if (problem.reason() == Reason.THROTTLED) {
                budget.throttled(region.account(), action);
            }
            throw problem;
        } finally {
            started.stop(Timer.builder("tidemark.ckafka.calls").description("ApiCalls to the CKafka API")
                    .tag("account", region.account()).tag("action", action).tag("outcome", outcome).register(meters));
        }
    }

    private static boolean isWorthAnotherTry(ClusterUnavailable problem) {
        return switch (problem.reason()) {
            case THROTTLED, NETWORK, UNREADABLE -> true;
            case REFUSED -> problem.code().filter(code -> code.startsWith("InternalError")).isPresent();
            // A second wait for the same silence costs a person more than the message does.
            case TIMEOUT, DENIED, NOT_SUPPORTED -> false;
        };
    }

    // Doubled each time, half of it by chance, so that many waiting readers do not come back together.
    private static void pauseBefore(int attempt, ClusterUnavailable problem) {
        long most = FIRST_PAUSE.toMillis() << (attempt - 1);
        try {
            TimeUnit.MILLISECONDS.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw problem;
        }
    }

    private static ClusterUnavailable unreadable(String action, Exception failure) {
        return ClusterUnavailable.coded(Reason.UNREADABLE, failure, "unreadable", action);
    }
}
