package dev.tidemark.offsetreset;

import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.offsetreset.GroupOffsetsWriter.Accepted;
import dev.tidemark.offsetreset.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.WriteAttempt.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out a claimed reset, topic by topic: what is about to be sent is on record before it goes out, it goes out
 * once, and what became of it is read off the group.
 */
@Component
class ResetExecutor implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ResetExecutor.class);
    private static final Duration CALLER_WAITS = Duration.ofSeconds(5);
    private static final Duration TASK_PAUSE = Duration.ofSeconds(1);
    private static final int TASK_QUESTIONS = 60;
    private static final Duration LAST_GOODBYE = Duration.ofSeconds(15);

    private final ResetStore store;
    private final GroupOffsetsWriter writer;
    private final ResetVerifier verifier;
    private final ResetAudit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ResetExecutor(ResetStore store, GroupOffsetsWriter writer, ResetVerifier verifier, ResetAudit audit,
            PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.verifier = verifier;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Names this process, as long as it lives. */
    String node() {
        return node;
    }

    /** Begins at once, and waits for the outcome as long as a person would. */
    void carryOut(ResetRequest claimed) {
        Future<?> verified = threads.submit(() -> run(claimed));
        try {
            verified.get(CALLER_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.debug("Reset {} goes on without its caller", claimed.id());
        } catch (ExecutionException failure) {
            // What was sent is on record; the outcome will be read off the group as after a crash.
            LOG.error("Reset {} was cut off", claimed.id(), failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(LAST_GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("Resets are still being watched; what is left of them is settled at the next start");
        }
    }

    private void run(ResetRequest claimed) {
        ResetPlan plan = claimed.plan();
        for (String topic : plan.topicsToWrite()) {
            if (threads.isShutdown() || !intend(claimed, topic)) {
                break;
            }
            WriteAttempt attempt = send(plan, WriteAttempt.sent(topic, clock.instant()));
            transaction.executeWithoutResult(_ -> {
                store.answered(claimed.id(), attempt);
                audit.record(executor(claimed), Action.WRITE_OFFSETS, phase(attempt), claimed,
                        ResetAudit.write(attempt));
            });
        }
        verifier.finish(claimed.id(), executor(claimed));
        if (!threads.isShutdown()) {
            var _ = threads.submit(() -> verifier.watch(claimed.id()));
        }
    }

    /** If the audit trail cannot be written neither is the intention, and then nothing is sent. */
    private boolean intend(ResetRequest claimed, String topic) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            boolean first = store.intend(claimed.id(), topic, node, clock.instant());
            if (first) {
                audit.record(executor(claimed), Action.WRITE_OFFSETS, Phase.ATTEMPTED, claimed,
                        Map.of("topic", topic));
            }
            return first;
        }));
    }

    private WriteAttempt send(ResetPlan plan, WriteAttempt attempt) {
        try {
            Accepted accepted = writer.write(plan.instance(), plan.group(), Writes.of(plan, attempt.topic()));
            if (accepted.task().isEmpty()) {
                return attempt.answered(clock.instant(), Answer.ACCEPTED, "", "", accepted.requestId())
                        .told(accepted.told());
            }
            return switch (await(plan, accepted.task().getAsLong())) {
                case SUCCEEDED -> attempt.answered(clock.instant(), Answer.ACCEPTED, "", "", accepted.requestId())
                        .told(accepted.told());
                case FAILED -> attempt.answered(clock.instant(), Answer.REFUSED, "task",
                        Long.toString(accepted.task().getAsLong()), accepted.requestId());
                case RUNNING -> attempt.answered(clock.instant(), Answer.UNCLEAR, "task",
                        Long.toString(accepted.task().getAsLong()), accepted.requestId());
            };
        } catch (ClusterUnavailable problem) {
            return attempt.answered(clock.instant(), Writes.isUnclear(problem) ? Answer.UNCLEAR : Answer.REFUSED,
                    problem.code().orElse(problem.reason().name()), problem.text(), problem.requestId().orElse(""));
        }
    }

    private TaskState await(ResetPlan plan, long task) {
        for (int question = 0; question < TASK_QUESTIONS; question++) {
            try {
                TaskState state = writer.task(plan.instance(), task);
                if (state != TaskState.RUNNING) {
                    return state;
                }
                TimeUnit.MILLISECONDS.sleep(TASK_PAUSE.toMillis());
            } catch (ClusterUnavailable problem) {
                LOG.warn("Task {} of {}: {}", task, plan.instance(), problem.text());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return TaskState.RUNNING;
            }
        }
        return TaskState.RUNNING;
    }

    private static String executor(ResetRequest request) {
        return request.execution().map(ResetRequest.Execution::by).orElse(AuditEvent.TIDEMARK);
    }

    private static Phase phase(WriteAttempt attempt) {
        return switch (attempt.answer()) {
            case ACCEPTED -> Phase.DONE;
            case REFUSED -> Phase.FAILED;
            case UNCLEAR, NONE -> Phase.UNKNOWN;
        };
    }
}
