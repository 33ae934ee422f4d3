package dev.tidemark.offsetreset;

import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.OffsetsMoved;
import dev.tidemark.offsetreset.plan.GroupSnapshot;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.write.Receipts;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.write.ResetOutcome.Result;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.offsetreset.write.WriteAttempt;
import dev.tidemark.offsetreset.write.WriteAttempt.Answer;
import dev.tidemark.offsetreset.write.WriteTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a group after a reset and says what became of it; sends nothing that changes anything. */
@Component
class ResetVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(ResetVerifier.class);
    private static final int CHECKS = 4;
    private static final Duration SURVIVOR_POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(16);

    private final ResetStore store;
    private final ResetExecutions executions;
    private final WriteTasks tasks;
    private final GroupReader reader;
    private final ResetProperties properties;
    private final ResetAudit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ResetVerifier(ResetStore store, ResetExecutions executions, GroupOffsetsWriter writer, GroupReader reader,
            ResetProperties properties, ResetAudit audit, ApplicationEventPublisher events,
            PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.executions = executions;
        this.tasks = new WriteTasks(writer, properties.maxTaskTime());
        this.reader = reader;
        this.properties = properties;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Ends the execution with what can be seen. */
    ResetRequest finish(long id, String actor, boolean shuttingDown) {
        boolean settles = actor.equals(AuditEvent.TIDEMARK);
        ResetRequest request = store.find(id).orElseThrow();
        ResetPlan plan = request.plan();
        Sent sent = sent(request);
        List<Receipt> receipts = receipts(plan, sent, read(plan));
        ResetOutcome outcome = new ResetOutcome(Receipts.status(sent.writes(), receipts), receipts, clock.instant(),
                executions.isStopAsked(id), settles,
                shuttingDown && receipts.stream().anyMatch(each -> each.result() == Result.NOT_ATTEMPTED));
        ResetRequest done = finish(id, outcome, actor, settles ? Action.SETTLE_RESET : Action.EXECUTE_RESET);
        published(plan, id, sent.writes());
        return done;
    }

    private ResetRequest finish(long id, ResetOutcome outcome, String actor, Action action) {
        while (true) {
            try {
                return Objects.requireNonNull(transaction.execute(_ -> {
                    ResetRequest finished = store.find(id).orElseThrow().finish(outcome);
                    store.save(finished);
                    audit.recordOutcome(actor, action, finished, outcome);
                    return finished;
                }));
            } catch (ResetRefused refusal) {
                // A request to stop just now changed the request and not what was observed.
                if (refusal.reason() != Reason.CHANGED_MEANWHILE) {
                    throw refusal;
                }
            }
        }
    }

    /** Checks a few times more: for an answer that was lost, and for a client that commits over what was confirmed. */
    void watch(long id) {
        for (int check = 1; check <= CHECKS; check++) {
            if (!pause(properties.watchAfter().dividedBy(CHECKS))) {
                LOG.info("Reset {}: watching was cut off after {} of {} checks", id, check - 1, CHECKS);
                return;
            }
            try {
                recheck(id);
            } catch (ResetRefused elsewhere) {
                LOG.debug("Reset {}: another process has just recorded what it saw: {}", id, elsewhere.reason());
            } catch (RuntimeException failure) {
                LOG.warn("Reset {}: check {} of {} failed", id, check, CHECKS, failure);
            }
        }
        LOG.info("Reset {}: watching ended after {} checks", id, CHECKS);
    }

    /** Reads the group once more and keeps what is new about it. */
    void recheck(long id) {
        ResetRequest request = store.find(id).orElseThrow();
        ResetOutcome before = request.outcome().orElseThrow();
        // Before the group is read: what a task that has ended did is seen then.
        Sent sent = sent(request);
        read(request.plan()).ifPresent(seen -> {
            if (before.status() == ResetStatus.UNKNOWN) {
                Predicate<Receipt> open = receipt -> receipt.result() == Result.UNKNOWN;
                record(request, renewed(request, before, sent, seen, open));
            } else {
                record(request, Receipts.overwritten(before, seen));
            }
        });
    }

    /**
     * Corrects the outcome that another process recorded, after this one found that it had sent a write nevertheless: what
     * was settled as not moved is read again. Waits for the other process to record its outcome first, and tries again until
     * the group was read and what was seen is on record.
     */
    void correct(long id, BooleanSupplier goOn) {
        Duration wait = SURVIVOR_POLL_INTERVAL;
        while (!isCorrected(id)) {
            if (!goOn.getAsBoolean() || !pause(wait)) {
                LOG.warn("Reset {}: this process ends before the outcome was read again", id);
                return;
            }
            wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : wait;
        }
        LOG.info("Reset {}: the outcome was read again, {}", id, store.find(id).orElseThrow().status());
    }

    private boolean isCorrected(long id) {
        try {
            ResetRequest settled = store.find(id).orElseThrow();
            if (!settled.status().isOutcome()) {
                return false;
            }
            Sent sent = sent(settled);
            Optional<GroupSnapshot> seen = read(settled.plan());
            seen.ifPresent(group -> {
                record(settled, renewed(settled, settled.outcome().orElseThrow(), sent, group,
                        receipt -> !receipt.isGood()));
                published(settled.plan(), id, sent.writes());
            });
            return seen.isPresent();
        } catch (ResetRefused changed) {
            LOG.debug("Reset {}: changed while it was read again: {}", id, changed.reason());
            return false;
        } catch (RuntimeException unavailable) {
            LOG.warn("Reset {}: the outcome could not be read again, it is tried again", id, unavailable);
            return false;
        }
    }

    private void record(ResetRequest request, ResetOutcome now) {
        ResetOutcome before = request.outcome().orElseThrow();
        if (now.status() == before.status() && now.receipts().equals(before.receipts())) {
            return;
        }
        transaction.executeWithoutResult(_ -> {
            ResetRequest observed = request.observe(now);
            store.save(observed);
            audit.recordOutcome(AuditEvent.TIDEMARK,
                    now.wasOverwritten() ? Action.OVERWRITE_SEEN : Action.SETTLE_RESET, observed, now);
        });
    }

    /** What was confirmed stays so: consumers that were started again commit, and are meant to. */
    private ResetOutcome renewed(ResetRequest request, ResetOutcome before, Sent sent, GroupSnapshot seen,
            Predicate<Receipt> open) {
        Map<TopicPartition, Receipt> fresh = receipts(request.plan(), sent, Optional.of(seen)).stream()
                .collect(Collectors.toMap(Receipt::partition, Function.identity()));
        List<Receipt> receipts = before.receipts().stream()
                .map(receipt -> open.test(receipt)
                        ? Objects.requireNonNull(fresh.get(receipt.partition()))
                        : receipt)
                .toList();
        return before.renewed(Receipts.status(sent.writes(), receipts), receipts, clock.instant());
    }

    private List<Receipt> receipts(ResetPlan plan, Sent sent, Optional<GroupSnapshot> seen) {
        Instant now = executions.now();
        return Receipts.of(plan, sent.writes(), seen, write -> sent.running().contains(write.topic())
                || write.isInFlight(now, properties.settleAfter(), properties.maxTaskTime()));
    }

    /** What was sent, after every task that was not seen to end has been asked for once more. */
    private Sent sent(ResetRequest request) {
        Set<String> running = new HashSet<>();
        List<WriteAttempt> writes = executions.writes(request.id()).stream().map(write -> {
            Optional<TaskState> state = write.answer() == Answer.RUNNING
                    ? tasks.ask(request.plan().instance(), write)
                    : Optional.empty();
            if (state.equals(Optional.of(TaskState.RUNNING))) {
                running.add(write.topic());
            }
            return state.filter(now -> now != TaskState.RUNNING).map(end -> ended(request, write, end)).orElse(write);
        }).toList();
        return new Sent(writes, running);
    }

    private WriteAttempt ended(ResetRequest request, WriteAttempt write, TaskState end) {
        WriteAttempt ended = write.ended(executions.now(), end);
        transaction.executeWithoutResult(_ -> {
            if (executions.answered(request.id(), ended)) {
                audit.recordWrite(AuditEvent.TIDEMARK, request, ended);
            }
        });
        return ended;
    }

    private void published(ResetPlan plan, long id, List<WriteAttempt> writes) {
        events.publishEvent(new OffsetsMoved(id, plan.instance(), plan.group(), writes.stream()
                .filter(WriteAttempt::wasSent).map(WriteAttempt::topic).collect(Collectors.toSet()), clock.instant()));
    }

    private static boolean pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<GroupSnapshot> read(ResetPlan plan) {
        try {
            return Optional.of(reader.read(plan.instance(), plan.group(), plan.topics().keySet(), List.of()));
        } catch (ClusterUnavailable problem) {
            LOG.warn("Group {} of {} could not be read after its reset: {}", plan.group(), plan.instance(),
                    problem.text());
            return Optional.empty();
        }
    }

    /**
     * What was sent.
     *
     * @param running the topics whose task CKafka says it still works on
     */
    private record Sent(List<WriteAttempt> writes, Set<String> running) {
    }
}
