package dev.tidemark.offsetreset;

import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.write.ResetStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens to resets without a person: requests expire, executions of a process that ended are settled by reading
 * the group, lost answers are looked for once more, and previews that were not requested are deleted. Every replica does
 * it; the database decides between them.
 */
@Component
class ResetHousekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(ResetHousekeeping.class);
    // A partition that cannot be read for a day will hardly be read again.
    private static final Duration LOOKED_FOR = Duration.ofDays(1);
    private static final Duration PLANS_KEPT = Duration.ofDays(1);

    private final ResetStore store;
    private final ResetPlans plans;
    private final ResetExecutions executions;
    private final ResetExecutor executor;
    private final ResetVerifier verifier;
    private final ResetProperties properties;
    private final ResetAudit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ResetHousekeeping(ResetStore store, ResetPlans plans, ResetExecutions executions, ResetExecutor executor,
            ResetVerifier verifier, ResetProperties properties,
            ResetAudit audit, PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.plans = plans;
        this.executions = executions;
        this.executor = executor;
        this.verifier = verifier;
        this.properties = properties;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "${tidemark.resets.housekeeping:10s}")
    void tidy() {
        Instant now = clock.instant();
        each(Set.of(ResetStatus.PENDING, ResetStatus.APPROVED)).filter(request -> request.isOverdue(now))
                .forEach(request -> attempt(request.id(), () -> expire(request, now)));
        // A step of this process's own execution may take long; its lease is only ever late after a pause of the whole
        // process, and then it goes on by itself.
        executions.abandoned(properties.lease()).stream().filter(id -> !executor.isExecuting(id))
                .forEach(id -> attempt(id, () -> settle(id)));
        Instant lookedForSince = executions.now().minus(LOOKED_FOR);
        each(Set.of(ResetStatus.UNKNOWN))
                .filter(request -> request.execution().orElseThrow().startedAt().isAfter(lookedForSince))
                .forEach(request -> attempt(request.id(), () -> verifier.recheck(request.id())));
        plans.forget(now.minus(PLANS_KEPT));
    }

    private void settle(long id) {
        if (executions.takeOver(id, UUID.randomUUID().toString(), properties.lease())) {
            LOG.warn(
                    "Reset {}: the process that executed it has not renewed its lease for {}; it is settled by reading",
                    id, properties.lease());
            LOG.info("Reset {}: settled, {}", id, verifier.finish(id, AuditEvent.TIDEMARK, false).status());
        }
    }

    private void expire(ResetRequest request, Instant now) {
        transaction.executeWithoutResult(_ -> {
            ResetRequest expired = request.expire(now);
            store.save(expired);
            audit.record(AuditEvent.TIDEMARK, Action.EXPIRE_RESET, Phase.DONE, expired,
                    Map.of("expiresAt", request.expiresAt().toString()));
        });
    }

    private Stream<ResetRequest> each(Set<ResetStatus> statuses) {
        return store.find(new ResetStore.Query(List.of(new IdPattern("*")), statuses, Optional.empty(),
                Optional.empty(), "", 0, 10 * PageRequest.MAX_LIMIT)).requests().stream();
    }

    private static void attempt(long id, Runnable step) {
        try {
            step.run();
        } catch (ResetRefused changed) {
            LOG.debug("Reset {} was changed by another process: {}", id, changed.reason());
        } catch (RuntimeException failure) {
            LOG.warn("Reset {} could not be settled, it is tried again", id, failure);
        }
    }
}
