package dev.tidemark.offsetreset;

import dev.tidemark.offsetreset.Decision.Kind;
import dev.tidemark.offsetreset.ResetPolicy.Executors;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A requested reset: its plan, who decided what, and how it ended. Every move from one state to the next
 * guards itself here and nowhere else, and gives a new value with the next version.
 *
 * @param id 0 until it is stored
 * @param ticket an address or a number in another system
 * @param execution who began the execution, and when
 * @param outcome what was observed afterwards
 * @param version counts the changes
 */
public record ResetRequest(long id, ResetPlan plan, String requester, String reason, Optional<String> ticket,
        Instant requestedAt, Instant expiresAt, ResetStatus status, List<Decision> decisions,
        Optional<Execution> execution, Optional<ResetOutcome> outcome, int version) {
    public ResetRequest {
        decisions = List.copyOf(decisions);
        boolean carriedOut = status == ResetStatus.EXECUTING || status.isOutcome();
        if (carriedOut != execution.isPresent() || status.isOutcome() != outcome.isPresent()) {
            throw new IllegalArgumentException("a reset cannot be " + status + " with execution " + execution
                    + " and outcome " + outcome.map(ResetOutcome::status));
        }
    }

    static ResetRequest ask(ResetPlan plan, String requester, String reason, Optional<String> ticket,
            ResetPolicy policy, Instant now) {
        if (!now.isBefore(plan.expiresAt())) {
            throw new ResetRefused(Reason.PLAN_EXPIRED, plan.expiresAt());
        }
        policy.check(plan);
        return new ResetRequest(0, plan, requester, reason, ticket, now, now.plus(policy.expiresAfter()),
                policy.approvals() == 0 ? ResetStatus.APPROVED : ResetStatus.PENDING, List.of(), Optional.empty(),
                Optional.empty(), 0);
    }

    ResetRequest approve(String by, String comment, ResetPolicy policy, Instant now) {
        mustBe(ResetStatus.PENDING);
        mustNotHaveExpired(now);
        policy.check(plan);
        if (by.equals(requester)) {
            throw new ResetRefused(Reason.SELF_APPROVAL, by);
        }
        if (approvers().anyMatch(by::equals)) {
            throw new ResetRefused(Reason.ALREADY_APPROVED, by);
        }
        boolean enough = approvers().count() + 1 >= policy.approvals();
        return decided(new Decision(Kind.APPROVED, by, now, comment),
                enough ? ResetStatus.APPROVED : ResetStatus.PENDING);
    }

    /** Takes the place of every approval that is missing; for an emergency in which no approver is available. */
    ResetRequest breakGlass(String by, String comment, ResetPolicy policy, Instant now) {
        mustBe(ResetStatus.PENDING);
        mustNotHaveExpired(now);
        policy.check(plan);
        return decided(new Decision(Kind.BROKE_GLASS, by, now, comment), ResetStatus.APPROVED);
    }

    ResetRequest reject(String by, String comment, Instant now) {
        mustBe(ResetStatus.PENDING, ResetStatus.APPROVED);
        if (by.equals(requester)) {
            throw new ResetRefused(Reason.SELF_APPROVAL, by);
        }
        return decided(new Decision(Kind.REJECTED, by, now, comment), ResetStatus.REJECTED);
    }

    ResetRequest cancel(String by, String comment, Instant now) {
        mustBe(ResetStatus.PENDING, ResetStatus.APPROVED);
        mustBeAskedBy(by);
        return decided(new Decision(Kind.CANCELLED, by, now, comment), ResetStatus.CANCELLED);
    }

    /** Asks the execution to end before the next topic; what was written stays written. */
    ResetRequest stop(String by, String comment, Instant now) {
        mustBe(ResetStatus.EXECUTING);
        if (!execution.orElseThrow().by().equals(by)) {
            mustBeAskedBy(by);
        }
        return decided(new Decision(Kind.STOPPED, by, now, comment), ResetStatus.EXECUTING);
    }

    boolean isOverdue(Instant now) {
        return status.isOpen() && !now.isBefore(expiresAt);
    }

    ResetRequest expire(Instant now) {
        mustBe(ResetStatus.PENDING, ResetStatus.APPROVED);
        if (!isOverdue(now)) {
            throw new IllegalArgumentException("reset " + id + " does not expire before " + expiresAt);
        }
        return become(ResetStatus.EXPIRED);
    }

    /**
     * Begins the execution.
     *
     * @param startedAt on the database's clock, as everything about an execution
     */
    ResetRequest execute(String by, ResetPolicy policy, Instant now, Instant startedAt) {
        mustBe(ResetStatus.APPROVED);
        mustNotHaveExpired(now);
        policy.check(plan);
        if (!isApprovedUnder(policy)) {
            throw new ResetRefused(Reason.TOO_FEW_APPROVALS, approvers().count(), policy.approvals());
        }
        if (!mayExecute(by, policy.executors())) {
            throw new ResetRefused(Reason.NOT_EXECUTOR, policy.executors());
        }
        return new ResetRequest(id, plan, requester, reason, ticket, requestedAt, expiresAt, ResetStatus.EXECUTING,
                decisions, Optional.of(new Execution(by, startedAt)), Optional.empty(), version + 1);
    }

    ResetRequest finish(ResetOutcome observed) {
        mustBe(ResetStatus.EXECUTING);
        return ended(observed);
    }

    /** What came to light later: the outcome of an unclear answer, or a client that overwrote the reset. */
    ResetRequest observe(ResetOutcome observed) {
        if (!status.isOutcome()) {
            throw new ResetRefused(Reason.WRONG_STATE, status);
        }
        return ended(observed);
    }

    /** The people whose agreement counts. */
    public Stream<String> approvers() {
        return decisions.stream().filter(each -> each.kind() == Kind.APPROVED).map(Decision::by);
    }

    public boolean brokeGlass() {
        return decisions.stream().anyMatch(each -> each.kind() == Kind.BROKE_GLASS);
    }

    /** Whether it waits for approval, and this person could still give one. */
    public boolean waitsFor(String person) {
        return status == ResetStatus.PENDING && !person.equals(requester) && approvers().noneMatch(person::equals);
    }

    public boolean mayExecute(String by, Executors executors) {
        boolean decided = decisions.stream().anyMatch(each -> each.by().equals(by)
                && (each.kind() == Kind.APPROVED || each.kind() == Kind.BROKE_GLASS));
        return switch (executors) {
            case REQUESTER -> by.equals(requester);
            case APPROVER -> decided;
            case EITHER -> by.equals(requester) || decided;
        };
    }

    private boolean isApprovedUnder(ResetPolicy policy) {
        return brokeGlass() || approvers().distinct().count() >= policy.approvals();
    }

    private void mustBe(ResetStatus... allowed) {
        if (!List.of(allowed).contains(status)) {
            throw new ResetRefused(Reason.WRONG_STATE, status);
        }
    }

    private void mustNotHaveExpired(Instant now) {
        if (isOverdue(now)) {
            throw new ResetRefused(Reason.REQUEST_EXPIRED, expiresAt);
        }
    }

    private void mustBeAskedBy(String person) {
        if (!person.equals(requester)) {
            throw new ResetRefused(Reason.NOT_REQUESTER, requester);
        }
    }

    private ResetRequest decided(Decision decision, ResetStatus next) {
        List<Decision> all = new ArrayList<>(decisions);
        all.add(decision);
        return new ResetRequest(id, plan, requester, reason, ticket, requestedAt, expiresAt, next, all, execution,
                outcome, version + 1);
    }

    private ResetRequest become(ResetStatus next) {
        return new ResetRequest(id, plan, requester, reason, ticket, requestedAt, expiresAt, next, decisions,
                execution, outcome, version + 1);
    }

    private ResetRequest ended(ResetOutcome observed) {
        return new ResetRequest(id, plan, requester, reason, ticket, requestedAt, expiresAt, observed.status(),
                decisions, execution, Optional.of(observed), version + 1);
    }

    /** Who executes it, and since when on the database's clock. */
    public record Execution(String by, Instant startedAt) {
    }
}
