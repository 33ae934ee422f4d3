package dev.tidemark.sandbox.emulator.action;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The writes that were accepted as tasks, and how far they are. They go on in the background whatever becomes of the
 * connection, as in the cloud.
 */
public final class Tasks {
    static final State DONE = new State(0, "success");

    private static final int FAILED = 1;
    private static final State RUNNING = new State(2, "running");

    private final Map<Long, State> states = new ConcurrentHashMap<>();
    private final AtomicLong lastFlowId;

    /** The clock makes the FlowIds of this run differ from those of an earlier one. */
    public Tasks(Clock clock) {
        this.lastFlowId = new AtomicLong(clock.instant().getEpochSecond());
    }

    /** Accepts a write that was checked; answers the FlowId of its task. */
    public long start(ActionFault.Task fault, Runnable write) {
        long flowId = lastFlowId.incrementAndGet();
        states.put(flowId, RUNNING);
        CompletableFuture.delayedExecutor(fault.takes().toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> states.put(flowId, end(fault, write)));
        return flowId;
    }

    /** The state of a task; FlowId 0 is every write that was executed before it was answered. */
    public State state(long flowId) {
        return flowId == 0
                ? DONE
                : Optional.ofNullable(states.get(flowId)).orElseThrow(() -> ApiError
                        .ofModule(ApiError.TASK_UNKNOWN, "FailedOperation", "There is no such task."));
    }

    private static State end(ActionFault.Task fault, Runnable write) {
        if (!fault.failure().isEmpty()) {
            return new State(FAILED, fault.failure());
        }
        try {
            write.run();
            return DONE;
        } catch (ApiError refused) {
            return new State(FAILED, refused.text());
        } catch (RuntimeException failure) {
            return new State(FAILED, failure.getClass().getSimpleName());
        }
    }

    /**
     * How a task is.
     *
     * @param status 0 done, 1 failed, 2 running
     * @param output what a person may read
     */
    public record State(int status, String output) {
    }
}
