package dev.tidemark.offsetreset.web.request;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.offsetreset.Decision;
import dev.tidemark.offsetreset.ResetDetails;
import dev.tidemark.offsetreset.ResetPolicy;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.web.PlanOrigin;
import dev.tidemark.offsetreset.web.PlanTable;
import dev.tidemark.offsetreset.web.ResetHeading;
import dev.tidemark.offsetreset.web.StatusBadge;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.offsetreset.write.WriteAttempt;
import dev.tidemark.webkit.Moment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reset: its status, who decided what, what it would do or did, and what this reader may do now. */
record ResetRequestPage(String id, ResetHeading place, Revision revision, StatusBadge status, Request request,
        Approval approval, Execution execution, PlanTable plan, PlanOrigin origin, May may) {
    static ResetRequestPage of(ResetDetails view, Operator reader, Optional<KafkaInstance> instance, Locale locale,
            Instant now) {
        ResetRequest request = view.request();
        ResetPlan plan = request.plan();
        May may = May.of(view, reader);
        return new ResetRequestPage(Long.toString(request.id()),
                ResetHeading.of(plan.instance(), plan.group(), instance),
                new Revision(request.status() + " " + request.decisions().size(),
                        view.policy().map(_ -> may.toString()).orElse(null)),
                StatusBadge.of(request.status()), Request.of(request, now),
                new Approval(view.policy().map(policy -> Approvals.of(request, policy)).orElse(null),
                        request.brokeGlass(),
                        request.decisions().stream().map(each -> DecisionRow.of(each, now)).toList()),
                Execution.of(view, locale, now), PlanTable.of(request, locale, now), PlanOrigin.of(plan), may);
    }

    /**
     * What the forms of the page depend on: they are replaced only when one of these changes.
     *
     * @param state changes with what is decided
     * @param rights change with what this reader may do; null while the policy cannot be read, which changes nothing
     */
    record Revision(String state, @Nullable String rights) {
    }

    /**
     * What was requested.
     *
     * @param ticketHref null when the ticket is no address
     * @param open whether it can still be decided or executed
     */
    record Request(String requester, String reason, @Nullable String ticket, @Nullable String ticketHref,
            Moment requested, String expires, boolean open) {
        static Request of(ResetRequest request, Instant now) {
            return new Request(request.requester(), request.reason(), request.ticket().orElse(null),
                    request.ticket().filter(Request::isAddress).orElse(null), Moment.of(request.requestedAt(), now),
                    Moment.utc(request.expiresAt()), request.status().isOpen());
        }

        private static boolean isAddress(String ticket) {
            return ticket.startsWith("https://") || ticket.startsWith("http://");
        }
    }

    /**
     * What was decided.
     *
     * @param votes null while the policy cannot be read
     */
    record Approval(@Nullable Approvals votes, boolean brokeGlass, List<DecisionRow> decisions) {
    }

    /**
     * What was written.
     *
     * @param run null before it was executed
     * @param progress topics written and to write; null unless it is being executed
     * @param outcome null before it was executed
     * @param troubles writes that were not plainly accepted
     * @param topicsLeft how many topics it never reached
     */
    record Execution(@Nullable Run run, @Nullable Progress progress, @Nullable OutcomeTable outcome,
            List<WriteRow> troubles, long topicsLeft) {
        static Execution of(ResetDetails view, Locale locale, Instant now) {
            ResetRequest request = view.request();
            return new Execution(request.execution().map(execution -> Run.of(execution, view, now)).orElse(null),
                    request.status() == ResetStatus.EXECUTING ? Progress.of(view.writes(), request.plan()) : null,
                    request.outcome().map((ResetOutcome found) -> OutcomeTable.of(found, locale, now)).orElse(null),
                    view.writes().stream().filter(
                            write -> write.answer() != WriteAttempt.Answer.ACCEPTED || !write.failed().isEmpty())
                            .map(WriteRow::of).toList(),
                    request.outcome().map(outcome -> outcome.notAttempted().stream()
                            .map(receipt -> receipt.partition().topic()).distinct().count()).orElse(0L));
        }
    }

    /** Who executed it and when; {@code ended} is null while that goes on. */
    record Run(String by, Moment began, @Nullable Moment ended) {
        static Run of(ResetRequest.Execution execution, ResetDetails view, Instant now) {
            // The last answer, because the group is looked at again long after; without one, when it was looked at.
            Optional<Instant> ended = view.request().outcome().map(outcome -> view.writes().stream()
                    .flatMap(write -> write.answeredAt().stream()).max(Comparator.naturalOrder())
                    .orElse(outcome.observedAt()));
            return new Run(execution.by(), Moment.of(execution.startedAt(), now),
                    ended.map(at -> Moment.of(at, now)).orElse(null));
        }
    }

    /** How many agree, and how many must. */
    record Approvals(long given, int needed) {
        static Approvals of(ResetRequest request, ResetPolicy policy) {
            return new Approvals(request.approvers().distinct().count(), policy.approvals());
        }
    }

    /** A decision in words. */
    record DecisionRow(String key, String by, Moment at, String comment) {
        static DecisionRow of(Decision decision, Instant now) {
            return new DecisionRow("decision." + decision.kind(), decision.by(), Moment.of(decision.at(), now),
                    decision.comment());
        }
    }

    /** Topics that were written, of those that are to be. */
    record Progress(int done, int of) {
        static Progress of(List<WriteAttempt> writes, ResetPlan plan) {
            return new Progress(writes.size(), plan.topicsToWrite().size());
        }
    }

    /** A write that was not plainly accepted, with the partitions that the API said it did not write. */
    record WriteRow(String topic, String answerKey, String code, String message, String requestId,
            List<FailedRow> failed) {
        static WriteRow of(WriteAttempt attempt) {
            // A code of ours, not of the API, says why it was withheld.
            boolean changed = attempt.answer() == WriteAttempt.Answer.WITHHELD && !attempt.code().isEmpty();
            return new WriteRow(attempt.topic(), "answer." + attempt.answer() + (changed ? "." + attempt.code() : ""),
                    changed ? "" : attempt.code(), attempt.message(),
                    attempt.cloudRequestId(),
                    attempt.failed().stream()
                            .map(told -> new FailedRow(Integer.toString(told.partition()),
                                    Integer.toString(told.error().orElse(0))))
                            .toList());
        }
    }

    /** A partition that the API reported, and Kafka's number for why. */
    record FailedRow(String partition, String error) {
    }

    /** What the reader may do now; the service asks all of it again. */
    record May(boolean approve, boolean breakGlass, boolean reject, boolean cancel, boolean stop, boolean execute,
            boolean undo, boolean carryOn) {
        public boolean any() {
            return execute || undo || carryOn || comment();
        }

        /** Whether there is a decision that a comment can be written to. */
        public boolean comment() {
            return approve || breakGlass || reject || cancel || stop;
        }

        static May of(ResetDetails view, Operator reader) {
            ResetRequest request = view.request();
            ResetPlan plan = request.plan();
            boolean approver = reader.may(Permission.APPROVE_RESET, plan.instance(), plan.group());
            boolean asker = reader.may(Permission.REQUEST_RESET, plan.instance(), plan.group());
            boolean own = request.requester().equals(reader.name());
            boolean executes = view.policy().map(policy -> request.mayExecute(reader.name(), policy.executors()))
                    .orElse(false);
            return new May(approver && request.waitsFor(reader.name()),
                    request.status() == ResetStatus.PENDING
                            && reader.may(Permission.BREAK_GLASS, plan.instance(), plan.group()),
                    approver && !own && request.status().isOpen(), asker && own && request.status().isOpen(),
                    asker && request.status() == ResetStatus.EXECUTING && own,
                    executes && request.status() == ResetStatus.APPROVED
                            && reader.may(Permission.EXECUTE_RESET, plan.instance(), plan.group()),
                    asker && request.outcome().map(ResetOutcome::canBeUndone).orElse(false),
                    asker && request.outcome().map(outcome -> !outcome.notAttempted().isEmpty()).orElse(false));
        }
    }
}
