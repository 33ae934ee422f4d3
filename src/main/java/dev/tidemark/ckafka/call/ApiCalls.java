package dev.tidemark.ckafka.call;

import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.offsetreset.write.SendWithheld;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryState;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/**
 * What every call has, whichever of the two APIs it goes to: its turn in the budget, its timer, and one exception for
 * whatever goes wrong. A read may be tried again; a write is sent once.
 */
public final class ApiCalls {
    private final RequestBudget budget;
    private final MeterRegistry meters;

    public ApiCalls(RequestBudget budget, MeterRegistry meters) {
        this.budget = budget;
        this.meters = meters;
    }

    /**
     * One read, tried up to three times where trying again is worth anything; more often where the quota of one request a
     * second has to be shared with other processes.
     *
     * @param action the API's name of it, as budget and metrics count it
     * @throws ClusterUnavailable when no attempt was answered well
     */
    public <T> T read(Region region, String action, Caller caller, Callable<T> call) {
        budget.await(region.account(), action, caller);
        RetryTemplate retries = new RetryTemplate(new ReadRetryPolicy(budget, action));
        retries.setRetryListener(new RetryListener() {
            // What a listener throws ends the read: a turn that does not come is not waited for again.
            @Override
            public void beforeRetry(RetryPolicy policy, Retryable<?> read, RetryState state) {
                budget.await(region.account(), action, caller);
            }
        });
        return retries.invoke(() -> timed(region, action, call));
    }

    /**
     * One write, sent exactly once whatever happens. After {@link Reason#TIMEOUT}, {@link Reason#NETWORK} and
     * {@link Reason#UNREADABLE} it is unknown whether it was executed: read again, never send again.
     */
    public <T> T write(Region region, String action, Callable<T> call) {
        budget.await(region.account(), action, Caller.INTERACTIVE);
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
            started.stop(Timer.builder("tidemark.ckafka.calls").description("Calls to the CKafka API")
                    .tag("account", region.account()).tag("action", action).tag("outcome", outcome).register(meters));
        }
    }

    private static ClusterUnavailable unreadable(String action, Exception failure) {
        return ClusterUnavailable.coded(Reason.UNREADABLE, failure, "unreadable", action);
    }
}
