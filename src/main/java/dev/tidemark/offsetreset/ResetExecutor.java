package dev.tidemark.offsetreset;

import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Accepted;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.write.SendPermit;
import dev.tidemark.offsetreset.write.SendWithheld;
import dev.tidemark.offsetreset.write.WriteAttempt;
import dev.tidemark.offsetreset.write.WriteAttempt.Answer;
import dev.tidemark.offsetreset.write.WriteRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Executes a claimed reset, topic by topic: what is about to be sent is on record before it goes out, it goes out once and
 * only while the lease holds, and what became of it is read off the group.
 */
@Component
class ResetExecutor implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ResetExecutor.class);
    private static final Duration CALLER_WAITS = Duration.ofSeconds(5);
    private static final Duration TASK_POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_TASK_TIME = Duration.ofMinutes(15);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(15);

    private final ResetExecutions executions;
    private final GroupOffsetsWriter writer;
    private final ResetVerifier verifier;
    private final ResetProperties properties;
    private final ResetAudit audit;
    private final TransactionTemplate transaction;
    private final Set<Long> executing = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ResetExecutor(ResetExecutions executions, GroupOffsetsWriter writer, ResetVerifier verifier,
            ResetProperties properties,
            ResetAudit audit, PlatformTransactionManager transactions) {
        this.executions = executions;
        this.writer = writer;
        this.verifier = verifier;
        this.properties = properties;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether this process is executing a reset just now, however long one of its steps takes. */
    boolean isExecuting(long id) {
        return executing.contains(id);
    }

    /**
     * Begins at once, and waits for the outcome as long as a person would.
     *
     * @param token under which the reset was claimed; no two executions share one
     */
    void execute(ResetRequest claimed, String token) {
        Future<?> ended = threads.submit(() -> run(claimed, token));
        try {
            ended.get(CALLER_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.debug("Reset {}: execution continues after its caller has been answered", claimed.id());
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before the web server waits for its last requests: no further topic is begun. */
    @EventListener(ContextClosedEvent.class)
    void stopAfterThisTopic() {
        threads.shutdown();
    }

    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(SHUTDOWN_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("Resets are still being executed or watched; another process settles them by reading");
        }
    }

    private void run(ResetRequest claimed, String token) {
        long id = claimed.id();
        executing.add(id);
        LOG.info("Reset {} of {} on {}: execution begins, {} topics", id, claimed.plan().group(),
                claimed.plan().instance(), claimed.plan().topicsToWrite().size());
        try (ExecutionLease lease = new ExecutionLease(executions, id, token, properties.lease())) {
            writeTopics(claimed, token, lease);
            if (!executions.heartbeat(id, token) || !finish(claimed)) {
                overtaken(claimed);
            }
        } catch (RuntimeException failure) {
            // What was sent is on record; once the lease has run out the outcome is read off the group.
            LOG.error("Reset {}: execution was cut off", id, failure);
            return;
        } finally {
            executing.remove(id);
        }
        if (!threads.isShutdown()) {
            var _ = threads.submit(() -> verifier.watch(id));
        }
    }

    /** False when another process was faster. */
    private boolean finish(ResetRequest claimed) {
        try {
            ResetRequest ended = verifier.finish(claimed.id(), executor(claimed), threads.isShutdown());
            LOG.info("Reset {}: execution ended, {}", claimed.id(), ended.status());
            return true;
        } catch (ResetRefused elsewhere) {
            LOG.debug("Reset {} has been settled by another process: {}", claimed.id(), elsewhere.reason());
            return false;
        }
    }

    private void writeTopics(ResetRequest claimed, String token, ExecutionLease lease) {
        for (String topic : claimed.plan().topicsToWrite()) {
            if (threads.isShutdown()) {
                return;
            }
            Optional<Instant> intended = recordIntent(claimed, topic, token);
            if (intended.isEmpty()) {
                return;
            }
            lease.sending(topic);
            WriteAttempt attempt = send(claimed.plan(), WriteAttempt.sent(topic, intended.get()), lease);
            transaction.executeWithoutResult(_ -> {
                executions.answered(claimed.id(), attempt);
                audit.record(executor(claimed), Action.WRITE_OFFSETS, phase(attempt), claimed,
                        ResetAudit.write(attempt));
            });
            // After such a pause the checks before the first write are of the past.
            if (!attempt.wasSent()) {
                return;
            }
        }
    }

    /** If the audit trail cannot be written neither is the intention, and then nothing is sent. */
    private Optional<Instant> recordIntent(ResetRequest claimed, String topic, String token) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            Optional<Instant> first = executions.recordIntent(claimed.id(), topic, token);
            if (first.isPresent()) {
                audit.record(executor(claimed), Action.WRITE_OFFSETS, Phase.ATTEMPTED, claimed,
                        Map.of("topic", topic));
            }
            return first;
        }));
    }

    private WriteAttempt send(ResetPlan plan, WriteAttempt attempt, SendPermit permit) {
        try {
            Accepted accepted = writer.write(plan.instance(), plan.group(), WriteRequests.of(plan, attempt.topic()),
                    permit);
            if (accepted.task().isEmpty()) {
                return attempt.answered(executions.now(), Answer.ACCEPTED, "", "", accepted.requestId())
                        .told(accepted.told());
            }
            long task = accepted.task().getAsLong();
            return switch (await(plan, task)) {
                case SUCCEEDED -> attempt.answered(executions.now(), Answer.ACCEPTED, "", "", accepted.requestId())
                        .told(accepted.told());
                case FAILED -> attempt.answered(executions.now(), Answer.REFUSED, "task", Long.toString(task),
                        accepted.requestId());
                case RUNNING -> attempt.answered(executions.now(), Answer.UNCLEAR, "task", Long.toString(task),
                        accepted.requestId());
            };
        } catch (SendWithheld late) {
            LOG.warn("Reset withheld: {}", late.getMessage());
            return attempt.answered(executions.now(), Answer.WITHHELD, "", "", "");
        } catch (ClusterUnavailable problem) {
            return attempt.answered(executions.now(),
                    WriteRequests.isUnclear(problem) ? Answer.UNCLEAR : Answer.REFUSED,
                    problem.code().orElse(problem.reason().name()), problem.text(), problem.requestId().orElse(""));
        }
    }

    /** Asks once a second, also after a question that was not answered, until the task has ended or time is up. */
    private TaskState await(ResetPlan plan, long task) {
        long began = System.nanoTime();
        String lastProblem = "";
        while (!threads.isShutdown() && System.nanoTime() - began < MAX_TASK_TIME.toNanos()) {
            try {
                TaskState state = writer.task(plan.instance(), task);
                if (state != TaskState.RUNNING) {
                    return state;
                }
            } catch (ClusterUnavailable problem) {
                if (!problem.text().equals(lastProblem)) {
                    LOG.warn("Task {} of {} could not be asked for: {}", task, plan.instance(), problem.text());
                }
                lastProblem = problem.text();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(TASK_POLL_INTERVAL.toMillis());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return TaskState.RUNNING;
            }
        }
        return TaskState.RUNNING;
    }

    /** Another process took the reset over while this one was stopped: what this one sent nevertheless must be in the record. */
    private void overtaken(ResetRequest claimed) {
        List<WriteAttempt> writes = executions.writes(claimed.id());
        LOG.warn("Reset {}: another process took it over while this one was stopped for longer than {}", claimed.id(),
                properties.lease());
        transaction.executeWithoutResult(_ -> audit.record(executor(claimed), Action.EXECUTE_RESET, Phase.UNKNOWN,
                claimed, Map.of("overtaken", true, "sent", writes.stream().filter(WriteAttempt::wasSent)
                        .map(WriteAttempt::topic).toList())));
        verifier.correct(claimed.id());
    }

    private static String executor(ResetRequest request) {
        return request.execution().map(ResetRequest.Execution::by).orElse(AuditEvent.TIDEMARK);
    }

    private static Phase phase(WriteAttempt attempt) {
        return switch (attempt.answer()) {
            case ACCEPTED -> Phase.DONE;
            case REFUSED, WITHHELD -> Phase.FAILED;
            case UNCLEAR, NONE -> Phase.UNKNOWN;
        };
    }
}
