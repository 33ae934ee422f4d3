package dev.tidemark.offsetreset;

import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.offsetreset.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.ResetOutcome.Result;
import dev.tidemark.offsetreset.ResetRefused.Reason;
import dev.tidemark.offsetreset.ResetRequest.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    private static final int LOOKS = 4;
    /** After this a write without an answer can no longer arrive: every connection it was sent on is long closed. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private final ResetStore store;
    private final GroupReader reader;
    private final ResetProperties properties;
    private final ResetAudit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ResetVerifier(ResetStore store, GroupReader reader, ResetProperties properties, ResetAudit audit,
            ApplicationEventPublisher events, PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.reader = reader;
        this.properties = properties;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Ends the execution with what can be seen. */
    ResetRequest finish(long id, String actor) {
        boolean settles = actor.equals(AuditEvent.TIDEMARK);
        ResetRequest request = store.find(id).orElseThrow();
        ResetPlan plan = request.plan();
        List<WriteAttempt> writes = store.writes(id);
        ResetOutcome outcome = outcome(plan, writes, read(plan), store.isStopAsked(id), settles);
        ResetRequest done = finish(id, outcome, actor, settles ? Action.SETTLE_RESET : Action.EXECUTE_RESET);
        events.publishEvent(new ResetFinished(id, plan.instance(), plan.group(),
                writes.stream().map(WriteAttempt::topic).collect(Collectors.toSet()), clock.instant()));
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
                // Somebody asked to stop just now: that changed the request and not what was observed.
                if (refusal.reason() != Reason.CHANGED_MEANWHILE) {
                    throw refusal;
                }
            }
        }
    }

    /**
     * Looks again a few times: for an answer that was lost, and for somebody who commits over what was confirmed.
     */
    void watch(long id) {
        for (int look = 1; look <= LOOKS; look++) {
            try {
                TimeUnit.MILLISECONDS.sleep(properties.watch().toMillis() / LOOKS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                lookAgain(id);
            } catch (ResetRefused elsewhere) {
                LOG.debug("Reset {} is being looked at by somebody else: {}", id, elsewhere.reason());
            }
        }
    }

    /** Reads the group once more and keeps what is new about it. */
    void lookAgain(long id) {
        ResetRequest request = store.find(id).orElseThrow();
        ResetOutcome before = request.outcome().orElseThrow();
        Optional<GroupSnapshot> seen = read(request.plan());
        if (seen.isEmpty()) {
            return;
        }
        ResetOutcome now = before.status() == Status.UNKNOWN
                ? outcome(request.plan(), store.writes(id), seen, before.stopped(), before.settled())
                : overwritten(before, seen.get());
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

    private ResetOutcome outcome(ResetPlan plan, List<WriteAttempt> writes, Optional<GroupSnapshot> seen,
            boolean stopped, boolean settled) {
        Instant now = clock.instant();
        boolean late = writes.stream().allMatch(write -> write.sentAt().plus(LATE).isBefore(now));
        List<Receipt> receipts = Receipts.of(plan, writes, seen, late);
        return new ResetOutcome(Receipts.status(writes, receipts), receipts, now, stopped, settled);
    }

    /** Only in a group without members: a consumer that was started again commits, and is meant to. */
    private ResetOutcome overwritten(ResetOutcome before, GroupSnapshot seen) {
        if (seen.isActive()) {
            return before;
        }
        List<Receipt> receipts = before.receipts().stream()
                .map(receipt -> overwritten(receipt, seen.positions().get(receipt.partition()))).toList();
        return new ResetOutcome(before.status(), receipts, seen.observedAt(), before.stopped(), before.settled());
    }

    private static Receipt overwritten(Receipt receipt, GroupSnapshot.@Nullable Position at) {
        boolean moved = receipt.result() == Result.CONFIRMED && at != null && at.readable()
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
