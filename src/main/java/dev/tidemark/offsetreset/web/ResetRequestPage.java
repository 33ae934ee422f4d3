package dev.tidemark.offsetreset.web;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.offsetreset.Decision;
import dev.tidemark.offsetreset.ResetOutcome;
import dev.tidemark.offsetreset.ResetPlan;
import dev.tidemark.offsetreset.ResetPolicy;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.ResetRequest.Status;
import dev.tidemark.offsetreset.ResetView;
import dev.tidemark.offsetreset.WriteAttempt;
import dev.tidemark.web.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reset: where it stands, who decided what, what it would do or did, and what this reader may do now.
 *
 * @param ticketHref null when the ticket is no address
 * @param approvals such as 1 of 2; null while the policy cannot be had
 * @param progress topics written and to write; null unless it is being carried out
 * @param outcome null before it was carried out
 */
record ResetRequestPage(String id, StatusBadge status, boolean settling, String instance, String instanceId,
        String group, String groupHref, String groupsHref, String requester, String reason, @Nullable String ticket,
        @Nullable String ticketHref, Moment requested, String expires, boolean open, @Nullable Approvals approvals,
        boolean brokeGlass, List<DecisionRow> decisions, PlanTable plan, @Nullable Progress progress,
        @Nullable OutcomeTable outcome, List<WriteRow> troubles, @Nullable String undoes, May may) {
    static ResetRequestPage of(ResetView view, Operator reader, Optional<String> instance, Locale locale,
            Instant now) {
        ResetRequest request = view.request();
        ResetPlan plan = request.plan();
        return new ResetRequestPage(Long.toString(request.id()), StatusBadge.of(request.status()),
                request.status() == Status.EXECUTING, instance.orElse(plan.instance().value()),
                plan.instance().value(), plan.group().value(), ResetLinks.group(plan.instance(), plan.group()),
                ResetLinks.groups(plan.instance()), request.requester(), request.reason(),
                request.ticket().orElse(null), request.ticket().filter(ResetRequestPage::isAddress).orElse(null),
                Moment.of(request.requestedAt(), now), Moment.of(request.expiresAt(), now).utc(),
                request.status().isOpen(),
                view.policy().map(policy -> Approvals.of(request, policy)).orElse(null), request.brokeGlass(),
                request.decisions().stream().map(each -> DecisionRow.of(each, now)).toList(),
                PlanTable.of(plan, locale, now),
                request.status() == Status.EXECUTING ? Progress.of(view.writes(), plan) : null,
                request.outcome().map((ResetOutcome found) -> OutcomeTable.of(found, locale, now)).orElse(null),
                view.writes().stream()
                        .filter(write -> write.answer() != WriteAttempt.Answer.ACCEPTED || !write.failed().isEmpty())
                        .map(WriteRow::of).toList(),
                plan.undoes().isPresent() ? Long.toString(plan.undoes().getAsLong()) : null, May.of(view, reader));
    }

    private static boolean isAddress(String ticket) {
        return ticket.startsWith("https://") || ticket.startsWith("http://");
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
            return new WriteRow(attempt.topic(), "answer." + attempt.answer(), attempt.code(), attempt.message(),
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
            boolean undo) {
        static May of(ResetView view, Operator reader) {
            ResetRequest request = view.request();
            ResetPlan plan = request.plan();
            boolean approver = reader.may(Permission.APPROVE_RESET, plan.instance(), plan.group());
            boolean asker = reader.may(Permission.REQUEST_RESET, plan.instance(), plan.group());
            boolean own = request.requester().equals(reader.name());
            boolean executes = view.policy().map(policy -> request.mayExecute(reader.name(), policy.executors()))
                    .orElse(false);
            return new May(approver && request.waitsFor(reader.name()),
                    request.status() == Status.PENDING
                            && reader.may(Permission.BREAK_GLASS, plan.instance(), plan.group()),
                    approver && !own && request.status().isOpen(), asker && own && request.status().isOpen(),
                    asker && request.status() == Status.EXECUTING && own,
                    executes && request.status() == Status.APPROVED
                            && reader.may(Permission.EXECUTE_RESET, plan.instance(), plan.group()),
                    asker && request.status().isOutcome());
        }
    }
}
