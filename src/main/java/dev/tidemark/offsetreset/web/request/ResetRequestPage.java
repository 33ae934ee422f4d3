package dev.tidemark.offsetreset.web.request;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.offsetreset.Decision;
import dev.tidemark.offsetreset.ResetDetails;
import dev.tidemark.offsetreset.ResetPolicy;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.plan.ResetPlan;
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

/**
 * One reset: its status, who decided what, what it would do or did, and what this reader may do now.
 *
 * @param ticketHref null when the ticket is no address
 * @param state changes when what is decided changes; forms are replaced only then, or when what the reader may do does
 * @param rights change when what this reader may do changes; null while the policy cannot be had, which changes nothing
 * @param run null before it was carried out
 * @param approvals such as 1 of 2; null while the policy cannot be had
 * @param progress topics written and to write; null unless it is being carried out
 * @param outcome null before it was carried out
 * @param continues the reset whose unwritten rest it carries on with; null for none
 * @param topicsLeft how many topics it never reached
 */
record ResetRequestPage(String id, String state, @Nullable String rights, ResetHeading place, StatusBadge status,
        boolean settling,
        String requester, String reason, @Nullable String ticket, @Nullable String ticketHref, Moment requested,
        String expires, boolean open, @Nullable Approvals approvals, boolean brokeGlass, List<DecisionRow> decisions,
        @Nullable Run run, PlanTable plan, @Nullable Progress progress, @Nullable OutcomeTable outcome,
        List<WriteRow> troubles, @Nullable String undoes, @Nullable String continues, @Nullable String overrideReason,
        long topicsLeft, May may) {
    static ResetRequestPage of(ResetDetails view, Operator reader, Optional<KafkaInstance> instance, Locale locale,
            Instant now) {
        ResetRequest request = view.request();
        ResetPlan plan = request.plan();
        May may = May.of(view, reader);
        return new ResetRequestPage(Long.toString(request.id()),
                request.status() + " " + request.decisions().size(),
                view.policy().map(_ -> may.toString()).orElse(null),
                ResetHeading.of(plan.instance(), plan.group(), instance), StatusBadge.of(request.status()),
                request.status() == ResetStatus.EXECUTING, request.requester(), request.reason(),
                request.ticket().orElse(null), request.ticket().filter(ResetRequestPage::isAddress).orElse(null),
                Moment.of(request.requestedAt(), now), Moment.utc(request.expiresAt()), request.status().isOpen(),
                view.policy().map(policy -> Approvals.of(request, policy)).orElse(null), request.brokeGlass(),
                request.decisions().stream().map(each -> DecisionRow.of(each, now)).toList(),
                request.execution().map(execution -> Run.of(execution, view, now)).orElse(null),
                PlanTable.of(request, locale, now),
                request.status() == ResetStatus.EXECUTING ? Progress.of(view.writes(), plan) : null,
                request.outcome().map((ResetOutcome found) -> OutcomeTable.of(found, locale, now)).orElse(null),
                view.writes().stream()
                        .filter(write -> write.answer() != WriteAttempt.Answer.ACCEPTED || !write.failed().isEmpty())
                        .map(WriteRow::of).toList(),
                plan.undoes().isPresent() ? Long.toString(plan.undoes().getAsLong()) : null,
                plan.continues().isPresent() ? Long.toString(plan.continues().getAsLong()) : null,
                plan.overrideReason().orElse(null),
                request.outcome().map(outcome -> outcome.notAttempted().stream()
                        .map(receipt -> receipt.partition().topic()).distinct().count()).orElse(0L),
                may);
    }

    private static boolean isAddress(String ticket) {
        return ticket.startsWith("https://") || ticket.startsWith("http://");
    }

    /** Who carried it out and when; {@code ended} is null while that goes on. */
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
