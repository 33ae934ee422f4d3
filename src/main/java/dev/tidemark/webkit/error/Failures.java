package dev.tidemark.webkit.error;

import dev.tidemark.access.AccessDenied;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.InvalidInput;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Names every exception that can reach the edge. An unexpected one becomes an internal error with a reference to the
 * log; its text is never shown.
 */
@Component
class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final List<FailureMapper> catalogues;

    Failures(List<FailureMapper> catalogues) {
        this.catalogues = catalogues;
    }

    Failure of(Throwable exception) {
        return known(exception).or(() -> BadRequests.find(exception)).or(() -> fromSpring(exception))
                .orElseGet(() -> unexpected(exception));
    }

    /** What the container reports when it has no exception to show. */
    static Failure ofStatus(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        if (status == null || status.is5xxServerError() || !status.isError()) {
            return Failure.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error");
        }
        return switch (status) {
            case UNAUTHORIZED -> Failure.of(status, "unauthenticated");
            case FORBIDDEN -> Failure.of(status, "forbidden");
            case NOT_FOUND -> Failure.of(status, "not-found");
            case METHOD_NOT_ALLOWED -> Failure.of(status, "method-not-allowed");
            case NOT_ACCEPTABLE -> Failure.of(status, "not-acceptable");
            case UNSUPPORTED_MEDIA_TYPE -> Failure.of(status, "unsupported-media-type");
            default -> Failure.of(status, "bad-request");
        };
    }

    private Optional<Failure> known(Throwable exception) {
        return switch (exception) {
            case ClusterUnavailable limit when limit.reason() == Reason.NOT_SUPPORTED -> Optional.of(Failure
                    .of(HttpStatus.NOT_IMPLEMENTED, "api-cannot", Words.of(limit)));
            case ClusterUnavailable problem -> Optional.of(Failure
                    .of(HttpStatus.SERVICE_UNAVAILABLE, "cluster-unavailable", Words.of(problem))
                    .withCloud(problem.code(), problem.requestId()));
            case InvalidInput input -> Optional.of(BadRequests.invalid(input));
            case AccessDenied denied -> Optional.of(Failure.of(HttpStatus.FORBIDDEN, "access-denied",
                    denied.instance().value(), permission(denied)));
            default -> catalogues.stream().flatMap(each -> each.find(exception).stream()).findFirst();
        };
    }

    private static MessageSourceResolvable permission(AccessDenied denied) {
        return new DefaultMessageSourceResolvable("permission." + denied.permission());
    }

    private static Optional<Failure> fromSpring(Throwable exception) {
        return exception instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()
                ? Optional.of(ofStatus(known.getStatusCode().value()))
                : Optional.empty();
    }

    private static Failure unexpected(Throwable exception) {
        if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
            LOG.debug("The client left before it was answered", exception);
            return ofStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unexpected failure, shown to its reader as reference {}", reference, exception);
        return ofStatus(HttpStatus.INTERNAL_SERVER_ERROR.value()).withReference(reference);
    }
}
