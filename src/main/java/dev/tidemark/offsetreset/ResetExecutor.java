package dev.tidemark.offsetreset;

import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.offsetreset.PlanCheck.Obstacle;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Accepted;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.write.SendWithheld;
import dev.tidemark.offsetreset.write.WriteAttempt;
import dev.tidemark.offsetreset.write.WriteAttempt.Answer;
import dev.tidemark.offsetreset.write.WriteRequests;
import dev.tidemark.offsetreset.write.WriteTasks;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(15);

    private final ResetExecutions executions;
    private final GroupOffsetsWriter writer;
    private final WriteTasks tasks;
    private final PlanCheck check;
    private final ResetVerifier verifier;
    private final ResetProperties properties;
    private final ResetAudit audit;
    private final TransactionTemplate transaction;
    private final Set<Long> executing = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ResetExecutor(ResetExecutions executions, GroupOffsetsWriter writer, PlanCheck check, ResetVerifier verifier,
            ResetProperties properties, ResetAudit audit, PlatformTransactionManager transactions) {
        this.executions = executions;
        this.writer = writer;
        this.tasks = new WriteTasks(writer, properties.maxTaskTime());
        this.check = check;
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
     * @param checkedAt when the checks began that allow the first write, on the database's clock
     */
    void execute(ResetRequest claimed, String token, Instant checkedAt) {
        Future<?> ended = threads.submit(() -> run(claimed, token, checkedAt));
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

    private void run(ResetRequest claimed, String token, Instant checkedAt) {
        long id = claimed.id();
        executing.add(id);
        LOG.info("Reset {} of {} on {}: execution begins, {} topics", id, claimed.plan().group(),
                claimed.plan().instance(), claimed.plan().topicsToWrite().size());
        try (ExecutionLease lease = new ExecutionLease(executions, id, token, properties.lease())) {
            writeTopics(claimed, token, lease, checkedAt);
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
        watch(id);
    }

    private void watch(long id) {
        try {
            var _ = threads.submit(() -> verifier.watch(id));
        } catch (RejectedExecutionException shutDown) {
            LOG.info("Reset {}: not watched, this process is shut down", id);
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

    private void writeTopics(ResetRequest claimed, String token, ExecutionLease lease, Instant firstChecked) {
        List<String> topics = claimed.plan().topicsToWrite();
        Instant checkedAt = firstChecked;
        for (int next = 0; next < topics.size() && !threads.isShutdown(); next++) {
            Optional<Instant> intended = recordIntent(claimed, topics.get(next), token);
            if (intended.isEmpty()) {
                return;
            }
            WriteAttempt attempt = WriteAttempt.sent(topics.get(next), intended.get());
            Optional<Obstacle> obstacle = Optional.empty();
            // After a pause, or a long task, the last checks are of the past.
            if (checkedAt.plus(properties.lease()).isBefore(intended.get())) {
                obstacle = check.obstacle(claimed.plan(), topics.subList(next, topics.size()));
                checkedAt = intended.get();
            }
            WriteAttempt ended = obstacle.map(found -> withheld(claimed.id(), attempt, found))
                    .orElseGet(() -> send(claimed, attempt, lease));
            transaction.executeWithoutResult(_ -> {
                if (executions.answered(claimed.id(), ended)) {
                    audit.recordWrite(executor(claimed), claimed, ended);
                }
            });
            if (!ended.wasSent()) {
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

    private WriteAttempt withheld(long id, WriteAttempt attempt, Obstacle obstacle) {
        LOG.warn("Reset {}: {} and the topics after it are not written: {} {}", id, attempt.topic(), obstacle.code(),
                obstacle.detail());
        return attempt.answered(executions.now(), Answer.WITHHELD, obstacle.code(), obstacle.detail(), "");
    }

    private WriteAttempt send(ResetRequest claimed, WriteAttempt attempt, ExecutionLease lease) {
        ResetPlan plan = claimed.plan();
        lease.sending(attempt.topic());
        try {
            Accepted accepted = writer.write(plan.instance(), plan.group(), WriteRequests.of(plan, attempt.topic()),
                    lease);
            if (accepted.task().isPresent()) {
                return await(claimed, attempt.running(accepted.task().getAsLong(), accepted), lease);
            }
            return attempt.answered(executions.now(), Answer.ACCEPTED, "", "", accepted.requestId())
                    .partitionResults(accepted.partitionResults());
        } catch (SendWithheld late) {
            LOG.warn("Reset withheld: {}", late.getMessage());
            return attempt.answered(executions.now(), Answer.WITHHELD, "", "", "");
        } catch (ClusterUnavailable problem) {
            return attempt.answered(executions.now(),
                    WriteRequests.isUnclear(problem) ? Answer.UNCLEAR : Answer.REFUSED,
                    problem.code().orElse(problem.reason().name()), problem.text(), problem.requestId().orElse(""));
        }
    }

    /** A process that ends now leaves to the others for which task they have to ask. */
    private WriteAttempt await(ResetRequest claimed, WriteAttempt running, ExecutionLease lease) {
        AtomicBoolean kept = new AtomicBoolean();
        TaskState state = tasks.await(claimed.plan().instance(), running, () -> {
            if (!kept.get()) {
                kept.set(keep(claimed.id(), running));
            }
            return !threads.isShutdown() && !lease.isLost();
        });
        return state == TaskState.RUNNING ? running : running.ended(executions.now(), state);
    }

    /** False while the database does not take it; then it is tried again, because CKafka has accepted the write already. */
    private boolean keep(long id, WriteAttempt running) {
        try {
            executions.answered(id, running);
            return true;
        } catch (RuntimeException unavailable) {
            LOG.warn("Reset {}: task {} could not be recorded, it is tried again", id, running.task().orElseThrow(),
                    unavailable);
            return false;
        }
    }

    /** Another process took the reset over while this one was stopped: what this one sent nevertheless must be in the record. */
    private void overtaken(ResetRequest claimed) {
        List<WriteAttempt> writes = executions.writes(claimed.id());
        LOG.warn("Reset {}: another process took it over while this one was stopped for longer than {}", claimed.id(),
                properties.lease());
        transaction.executeWithoutResult(_ -> audit.record(executor(claimed), Action.EXECUTE_RESET, Phase.UNKNOWN,
                claimed, Map.of("overtaken", true, "sent", writes.stream().filter(WriteAttempt::wasSent)
                        .map(WriteAttempt::topic).toList())));
        // If the other process ends before it has recorded an outcome, this one settles the reset like any other.
        executing.remove(claimed.id());
        verifier.correct(claimed.id(), () -> !threads.isShutdown());
    }

    private static String executor(ResetRequest request) {
        return request.execution().map(ResetRequest.Execution::by).orElse(AuditEvent.TIDEMARK);
    }
}
