package dev.tidemark.offsetreset;

import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.OffsetsMoved;
import dev.tidemark.offsetreset.plan.GroupSnapshot;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.write.Receipts;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.write.ResetOutcome.Result;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.offsetreset.write.WriteAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    private final ResetStore store;
    private final ResetExecutions executions;
    private final GroupReader reader;
    private final ResetProperties properties;
    private final ResetAudit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ResetVerifier(ResetStore store, ResetExecutions executions, GroupReader reader, ResetProperties properties,
            ResetAudit audit,
            ApplicationEventPublisher events, PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.executions = executions;
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
        List<WriteAttempt> writes = executions.writes(id);
        List<Receipt> receipts = receipts(plan, writes, read(plan));
        ResetOutcome outcome = new ResetOutcome(Receipts.status(writes, receipts), receipts, clock.instant(),
                executions.isStopAsked(id), settles,
                shuttingDown && receipts.stream().anyMatch(each -> each.result() == Result.NOT_ATTEMPTED));
        ResetRequest done = finish(id, outcome, actor, settles ? Action.SETTLE_RESET : Action.EXECUTE_RESET);
        published(plan, id, writes);
        return done;
    }

    private ResetRequest finish(long id, ResetOutcome outcome, String actor, Action action) {
        while (true) {
            try {
                return Objects.requireNonNull(transaction.execute(_ -> {
                    ResetRequest finished = store.find(id).orElseThrow().finish(outcome);
                    store.save(finished);
                    audit.record(actor, action, phase(outcome), finished, ResetAudit.observed(outcome));
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
            if (!pause(properties.watch().dividedBy(CHECKS))) {
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
        LOG.info("Reset {}: watching ended, {}", id,
                store.find(id).map(ended -> ended.status().name()).orElse("gone"));
    }

    /** Reads the group once more and keeps what is new about it. */
    void recheck(long id) {
        ResetRequest request = store.find(id).orElseThrow();
        ResetOutcome before = request.outcome().orElseThrow();
        read(request.plan()).ifPresent(seen -> {
            if (before.status() == ResetStatus.UNKNOWN) {
                Predicate<Receipt> open = receipt -> receipt.result() == Result.UNKNOWN;
                record(request, renewed(request, before, seen, open));
            } else {
                record(request, overwritten(before, seen));
            }
        });
    }

    /**
     * Corrects the outcome that another process recorded, after this one found that it had sent a write nevertheless: what
     * was settled as not moved is read again. Waits for the other process to record its outcome first.
     */
    void correct(long id) {
        ResetRequest request = store.find(id).orElseThrow();
        while (!request.status().isOutcome()) {
            if (!pause(SURVIVOR_POLL_INTERVAL)) {
                return;
            }
            request = store.find(id).orElseThrow();
        }
        ResetRequest settled = request;
        ResetOutcome before = settled.outcome().orElseThrow();
        read(settled.plan()).ifPresent(seen -> record(settled,
                renewed(settled, before, seen, receipt -> !receipt.isGood())));
        published(settled.plan(), id, executions.writes(id));
        LOG.info("Reset {}: the outcome was read again, {}", id, store.find(id).orElseThrow().status());
    }

    private void record(ResetRequest request, ResetOutcome now) {
        ResetOutcome before = request.outcome().orElseThrow();
        if (now.status() == before.status() && now.receipts().equals(before.receipts())) {
            return;
        }
        transaction.executeWithoutResult(_ -> {
            ResetRequest observed = request.observe(now);
            store.save(observed);
            audit.record(AuditEvent.TIDEMARK,
                    now.wasOverwritten() ? Action.OVERWRITE_SEEN : Action.SETTLE_RESET, phase(now), observed,
                    ResetAudit.observed(now));
        });
    }

    /** What was confirmed stays so: consumers that were started again commit, and are meant to. */
    private ResetOutcome renewed(ResetRequest request, ResetOutcome before, GroupSnapshot seen,
            Predicate<Receipt> open) {
        List<WriteAttempt> writes = executions.writes(request.id());
        Map<TopicPartition, Receipt> fresh = receipts(request.plan(), writes, Optional.of(seen)).stream()
                .collect(Collectors.toMap(Receipt::partition, Function.identity()));
        List<Receipt> receipts = before.receipts().stream()
                .map(receipt -> open.test(receipt)
                        ? Objects.requireNonNull(fresh.get(receipt.partition()))
                        : receipt)
                .toList();
        return new ResetOutcome(Receipts.status(writes, receipts), receipts, clock.instant(), before.stopped(),
                before.settled(), before.shutDown());
    }

    private List<Receipt> receipts(ResetPlan plan, List<WriteAttempt> writes, Optional<GroupSnapshot> seen) {
        Instant now = executions.now();
        return Receipts.of(plan, writes, seen, write -> write.isInFlight(now, properties.settleAfter()));
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

    /** Only in a group without members: a consumer that was started again commits, and is meant to. */
    private ResetOutcome overwritten(ResetOutcome before, GroupSnapshot seen) {
        if (seen.state() != GroupState.EMPTY) {
            return before;
        }
        List<Receipt> receipts = before.receipts().stream()
                .map(receipt -> overwritten(receipt, seen.positions().get(receipt.partition()))).toList();
        return new ResetOutcome(before.status(), receipts, seen.observedAt(), before.stopped(), before.settled(),
                before.shutDown());
    }

    private static Receipt overwritten(Receipt receipt, GroupSnapshot.@Nullable Position at) {
        boolean moved = receipt.isGood() && at != null && at.readable()
                && at.committed().isPresent() && !at.committed().equals(receipt.after());
        return at != null && moved ? receipt.overwritten(at.committed().orElseThrow()) : receipt;
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

    private static Phase phase(ResetOutcome outcome) {
        return switch (outcome.status()) {
            case APPLIED -> Phase.DONE;
            case UNKNOWN -> Phase.UNKNOWN;
            default -> Phase.FAILED;
        };
    }
}
