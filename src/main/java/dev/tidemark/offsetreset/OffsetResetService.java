package dev.tidemark.offsetreset;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.audit.AccessGate;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.offsetreset.plan.PlanDrift;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.offsetreset.write.WriteAttempt;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to move offsets: request, decide, execute, read. Each method checks the right first, lets the request
 * guard its own state, and stores the change together with its line in the audit trail.
 */
@Service
public class OffsetResetService {
    private static final int LONGEST_TEXT = 2_000;

    private final ResetStore store;
    private final ResetPlans plans;
    private final ResetExecutions executions;
    private final ResetExecutor executor;
    private final PlanCheck check;
    private final InstanceService instances;
    private final ResetProperties properties;
    private final AccessGate gate;
    private final ResetAudit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OffsetResetService(ResetStore store, ResetPlans plans, ResetExecutions executions, ResetExecutor executor,
            PlanCheck check, InstanceService instances, ResetProperties properties, AccessGate gate, ResetAudit audit,
            ApplicationEventPublisher events, PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.plans = plans;
        this.executions = executions;
        this.executor = executor;
        this.check = check;
        this.instances = instances;
        this.properties = properties;
        this.gate = gate;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Asks for what a preview showed.
     *
     * @param confirmedGroup the group's name as the requester typed it
     * @throws ResetRefused when the name is another, the preview too old, or a limit is passed
     */
    public ResetRequest request(Operator operator, String previewId, String confirmedGroup, String reason,
            Optional<String> ticket) {
        ResetPlan plan = plans.find(previewId).orElseThrow(() -> new ResetNotFound(previewId));
        check(operator, Permission.REQUEST_RESET, Action.REQUEST_RESET, plan);
        if (plan.maySkip()) {
            check(operator, Permission.SKIP_MESSAGES, Action.REQUEST_RESET, plan);
        }
        if (!plan.isComplete()) {
            throw new ResetRefused(Reason.PREVIEW_INCOMPLETE);
        }
        mustBeText("reason", reason, true);
        ticket.ifPresent(text -> mustBeText("ticket", text, false));
        return audit.refusable(operator.name(), Action.REQUEST_RESET, plan.instance(), plan.group(),
                OptionalLong.empty(), () -> {
                    if (!confirmedGroup.equals(plan.group().value())) {
                        throw new ResetRefused(Reason.NOT_CONFIRMED, plan.group().value());
                    }
                    ResetRequest asked = ResetRequest.ask(plan, operator.name(), reason.strip(), ticket,
                            policy(operator, plan.instance(), plan.group()), clock.instant());
                    return stored(() -> {
                        ResetRequest added = store.add(asked);
                        Map<String, Object> detail = new LinkedHashMap<>(ResetAudit.planned(plan));
                        detail.put("reason", added.reason());
                        added.ticket().ifPresent(text -> detail.put("ticket", text));
                        audit.record(operator.name(), Action.REQUEST_RESET, Phase.DONE, added, detail);
                        if (added.status() == ResetStatus.PENDING) {
                            events.publishEvent(new ResetRequested(added));
                        }
                        return added;
                    });
                });
    }

    public ResetRequest find(Operator operator, long id) {
        ResetRequest found = store.find(id).orElseThrow(() -> new ResetNotFound(Long.toString(id)));
        operator.mustBeAllowed(Permission.VIEW_GROUPS, found.plan().instance());
        return found;
    }

    /** A request with everything a page shows of it; stays readable while the cloud is down. */
    public ResetDetails look(Operator operator, long id) {
        ResetRequest found = find(operator, id);
        Optional<ResetPolicy> policy;
        try {
            policy = Optional.of(policyOf(operator, found));
        } catch (ClusterUnavailable | InstanceNotFound _) {
            policy = Optional.empty();
        }
        return new ResetDetails(found, executions.writes(id), policy);
    }

    /** The newest first, of the instances that the operator may see. */
    public ResetStore.Page list(Operator operator, ResetFilter filter) {
        return store.find(filter.query(operator.where(Permission.VIEW_GROUPS)));
    }

    /** The requests that wait for this operator's decision. */
    public List<ResetRequest> waitingFor(Operator operator) {
        return store.find(ResetFilter.waiting().query(operator.where(Permission.APPROVE_RESET))).requests().stream()
                .filter(request -> request.waitsFor(operator.name())
                        && operator.may(Permission.APPROVE_RESET, request.plan().instance(), request.plan().group()))
                .toList();
    }

    /** What was sent so far, in the order it was sent. */
    public List<WriteAttempt> writes(Operator operator, long id) {
        return executions.writes(find(operator, id).id());
    }

    /** What is no longer as the plan has it, read just now. */
    public List<PlanDrift> changes(Operator operator, long id) {
        return check.changes(find(operator, id).plan());
    }

    public ResetPolicy policy(Operator operator, InstanceId instance, ConsumerGroupId group) {
        return properties.policyFor(instances.find(operator, instance), group);
    }

    /** Approves the request of another person, unless the group has moved away from the plan since. */
    public ResetRequest approve(Operator operator, long id, String comment) {
        mustBeText("comment", comment, false);
        return decide(operator, id, Permission.APPROVE_RESET, Action.APPROVE_RESET, request -> {
            ResetRequest approved = request.approve(operator.name(), comment.strip(), policyOf(operator, request),
                    clock.instant());
            check.mustNotBeStale(request.plan());
            return approved;
        });
    }

    /** Goes without the approvals that are missing; the comment must say why. */
    public ResetRequest breakGlass(Operator operator, long id, String comment) {
        mustBeText("comment", comment, true);
        return decide(operator, id, Permission.BREAK_GLASS, Action.BREAK_GLASS, request -> {
            ResetRequest approved = request.breakGlass(operator.name(), comment.strip(), policyOf(operator, request),
                    clock.instant());
            check.mustNotBeStale(request.plan());
            return approved;
        });
    }

    public ResetRequest reject(Operator operator, long id, String comment) {
        mustBeText("comment", comment, true);
        return decide(operator, id, Permission.APPROVE_RESET, Action.REJECT_RESET,
                request -> request.reject(operator.name(), comment.strip(), clock.instant()));
    }

    /** Takes a request back; once it is being executed, ends it before the next topic. */
    public ResetRequest cancel(Operator operator, long id, String comment) {
        mustBeText("comment", comment, false);
        return decide(operator, id, Permission.REQUEST_RESET, Action.CANCEL_RESET,
                request -> request.status() == ResetStatus.EXECUTING
                        ? request.stop(operator.name(), comment.strip(), clock.instant())
                        : request.cancel(operator.name(), comment.strip(), clock.instant()));
    }

    /**
     * Executes what was approved. Comes back when the outcome was observed, or after some seconds with the request
     * still executing.
     *
     * @throws ResetRefused when the group has members, moved, or another reset of it is being executed
     */
    public ResetRequest execute(Operator operator, long id) {
        ResetRequest request = find(operator, id);
        check(operator, Permission.EXECUTE_RESET, Action.EXECUTE_RESET, request);
        String token = UUID.randomUUID().toString();
        Instant checkedAt = executions.now();
        ResetRequest executing = audit.refusable(operator.name(), Action.EXECUTE_RESET, request.plan().instance(),
                request.plan().group(), OptionalLong.of(id), () -> {
                    ResetRequest claimed = request.execute(operator.name(), policyOf(operator, request),
                            clock.instant(), checkedAt);
                    check.mustBeWritable(request.plan());
                    return stored(() -> {
                        executions.claim(claimed, token);
                        audit.record(operator.name(), Action.EXECUTE_RESET, Phase.ATTEMPTED, claimed,
                                ResetAudit.planned(claimed.plan()));
                        return claimed;
                    });
                });
        executor.execute(executing, token, checkedAt);
        return find(operator, id);
    }

    private ResetRequest decide(Operator operator, long id, Permission permission, Action action,
            UnaryOperator<ResetRequest> decision) {
        ResetRequest request = find(operator, id);
        check(operator, permission, action, request);
        return audit.refusable(operator.name(), action, request.plan().instance(), request.plan().group(),
                OptionalLong.of(id), () -> {
                    ResetRequest next = decision.apply(request);
                    return stored(() -> {
                        store.save(next);
                        audit.record(operator.name(), action, Phase.DONE, next,
                                ResetAudit.decided(next.decisions().getLast()));
                        return next;
                    });
                });
    }

    private ResetPolicy policyOf(Operator operator, ResetRequest request) {
        return policy(operator, request.plan().instance(), request.plan().group());
    }

    private void check(Operator operator, Permission permission, Action action, ResetPlan plan) {
        gate.mustBeAllowed(operator, permission, action, plan.instance(), plan.group(), OptionalLong.empty(),
                audit.text(ResetAudit.planned(plan)));
    }

    private void check(Operator operator, Permission permission, Action action, ResetRequest request) {
        gate.mustBeAllowed(operator, permission, action, request.plan().instance(), request.plan().group(),
                OptionalLong.of(request.id()), "{}");
    }

    private ResetRequest stored(Supplier<ResetRequest> change) {
        return Objects.requireNonNull(transaction.execute(_ -> change.get()));
    }

    private static void mustBeText(String field, String text, boolean needed) {
        if (needed && text.isBlank()) {
            throw InvalidInput.coded(field, "required");
        }
        if (text.length() > LONGEST_TEXT) {
            throw InvalidInput.coded(field, "too-long", LONGEST_TEXT);
        }
    }
}
