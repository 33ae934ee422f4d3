package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.ResetNotFound;
import dev.tidemark.offsetreset.ResetRefused;
import dev.tidemark.offsetreset.ResetRefused.Reason;
import dev.tidemark.web.Failure;
import dev.tidemark.web.FailureCatalogue;
import java.util.Optional;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Why a reset was refused, each reason under a name of its own. */
@Component
class ResetFailures implements FailureCatalogue {
    @Override
    public Optional<Failure> find(Throwable exception) {
        return switch (exception) {
            case ResetRefused refusal -> Optional.of(Failure.of(status(refusal.reason()),
                    ResetAnswers.code(refusal.reason()),
                    refusal.facts().stream().map(ResetFailures::worded).toArray()));
            case ResetNotFound missing -> Optional.of(Failure.of(HttpStatus.NOT_FOUND, "reset-not-found",
                    missing.id()));
            default -> Optional.empty();
        };
    }

    private static Object worded(Object fact) {
        return fact instanceof Enum<?> word
                ? new DefaultMessageSourceResolvable(
                        new String[]{"word." + word.getDeclaringClass().getSimpleName() + "." + word.name()},
                        word.name())
                : fact;
    }

    private static HttpStatus status(Reason reason) {
        return switch (reason) {
            case GROUP_DEAD -> HttpStatus.NOT_FOUND;
            case SELF_APPROVAL, NOT_REQUESTER, NOT_EXECUTOR, READ_ONLY_INSTANCE -> HttpStatus.FORBIDDEN;
            case EMPTY_SCOPE, UNKNOWN_PARTITION, NO_COMMITTED_OFFSET, EARLIEST_UNKNOWN, MODE_NOT_POSSIBLE,
                    NOT_SUPPORTED, WHOLE_TOPICS_ONLY, NO_WAY_BACK, NOTHING_TO_DO, TOO_MANY_PARTITIONS,
                    TOO_MANY_MESSAGES, NOT_CONFIRMED ->
                HttpStatus.UNPROCESSABLE_CONTENT;
            case PARTITION_UNREADABLE, PLAN_EXPIRED, ALREADY_REQUESTED, ALREADY_APPROVED, TOO_FEW_APPROVALS,
                    WRONG_STATE, REQUEST_EXPIRED, CHANGED_MEANWHILE, GROUP_ACTIVE, STALE_PLAN, RESET_IN_FLIGHT,
                    NOTHING_TO_UNDO ->
                HttpStatus.CONFLICT;
        };
    }
}
