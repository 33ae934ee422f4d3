package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.ResetNotFound;
import dev.tidemark.offsetreset.ResetPolicy;
import dev.tidemark.offsetreset.plan.PlanDrift;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.webkit.error.Failure;
import dev.tidemark.webkit.error.FailureMapper;
import java.util.Optional;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Why a reset was refused, each reason under a name of its own, and which input to change where one is to blame. */
@Component
class ResetFailures implements FailureMapper {
    @Override
    public Optional<Failure> find(Throwable exception) {
        return switch (exception) {
            case ResetRefused refusal -> Optional.of(refused(refusal));
            case ResetNotFound missing -> Optional.of(Failure.of(HttpStatus.NOT_FOUND, "reset-not-found",
                    missing.id()));
            default -> Optional.empty();
        };
    }

    private static Failure refused(ResetRefused refusal) {
        Failure failure = Failure.of(status(refusal.reason()), ResetAnswers.code(refusal.reason()),
                refusal.facts().stream().map(ResetFailures::worded).toArray());
        return field(refusal.reason()).map(failure::withField).orElse(failure);
    }

    private static Optional<String> field(Reason reason) {
        return switch (reason) {
            case EMPTY_SCOPE, DUPLICATE_SCOPE, UNKNOWN_PARTITION, WHOLE_TOPICS_ONLY, TOO_MANY_PARTITIONS ->
                Optional.of("scope");
            case NO_COMMITTED_OFFSET, EARLIEST_UNKNOWN, NOTHING_TO_DO -> Optional.of("target");
            case MODE_NOT_POSSIBLE, NOT_SUPPORTED -> Optional.of("mode");
            case NOT_CONFIRMED -> Optional.of("confirmGroup");
            case GROUP_COMMITS -> Optional.of("overrideReason");
            default -> Optional.empty();
        };
    }

    /** Facts that are words of ours are messages too. */
    private static Object worded(Object fact) {
        return switch (fact) {
            case ResetStatus status -> message(StatusBadge.key(status));
            case PlanDrift.Kind change -> message(DriftRow.key(change));
            case ResetPolicy.Executors executors -> message("executors." + executors);
            case ResetScope.Duplicate duplicate -> message("duplicate." + duplicate);
            default -> fact;
        };
    }

    private static MessageSourceResolvable message(String key) {
        return new DefaultMessageSourceResolvable(key);
    }

    private static HttpStatus status(Reason reason) {
        return switch (reason) {
            case GROUP_DEAD -> HttpStatus.NOT_FOUND;
            case SELF_APPROVAL, NOT_REQUESTER, NOT_EXECUTOR, READ_ONLY_INSTANCE -> HttpStatus.FORBIDDEN;
            case EMPTY_SCOPE, DUPLICATE_SCOPE, UNKNOWN_PARTITION, NO_COMMITTED_OFFSET, EARLIEST_UNKNOWN,
                    MODE_NOT_POSSIBLE, NOT_SUPPORTED, WHOLE_TOPICS_ONLY, NO_WAY_BACK, NOTHING_TO_DO,
                    TOO_MANY_PARTITIONS,
                    TOO_MANY_MESSAGES, NOT_CONFIRMED ->
                HttpStatus.UNPROCESSABLE_CONTENT;
            case PARTITION_UNREADABLE, PLAN_EXPIRED, ALREADY_REQUESTED, ALREADY_APPROVED, TOO_FEW_APPROVALS,
                    WRONG_STATE, REQUEST_EXPIRED, CHANGED_MEANWHILE, GROUP_ACTIVE, GROUP_STATE_UNKNOWN,
                    GROUP_COMMITS, PREVIEW_INCOMPLETE, NOTHING_TO_CONTINUE, STALE_PLAN, RESET_IN_FLIGHT,
                    NOTHING_TO_UNDO ->
                HttpStatus.CONFLICT;
        };
    }
}
