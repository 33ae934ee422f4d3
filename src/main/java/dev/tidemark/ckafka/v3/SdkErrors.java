package dev.tidemark.ckafka.v3;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns everything the SDK throws into one exception that keeps error code and request id. The SDK leaks: an I/O error
 * has no message, a strange answer ends in NullPointerException or JsonSyntaxException.
 */
final class SdkErrors {
    private SdkErrors() {
    }

    static ClusterUnavailable translate(String action, TencentCloudSDKException refusal) {
        Optional<String> code = given(refusal.getErrorCode());
        if (code.isEmpty()) {
            return withoutAnswer(action, refusal);
        }
        Optional<String> requestId = given(refusal.getRequestId());
        Reason reason = reason(code.get());
        return given(refusal.getMessage())
                .map(text -> new ClusterUnavailable(reason, code, requestId, text, refusal))
                .orElseGet(() -> ClusterUnavailable.coded(reason, code, requestId, refusal, "no-reason"));
    }

    private static ClusterUnavailable withoutAnswer(String action, TencentCloudSDKException failure) {
        return switch (failure.getCause()) {
            case InterruptedIOException slow -> ClusterUnavailable.coded(Reason.TIMEOUT, slow, "timeout", action);
            case IOException broken -> given(broken.getMessage())
                    .map(why -> ClusterUnavailable.coded(Reason.NETWORK, broken, "network", action, why))
                    .orElseGet(() -> ClusterUnavailable.coded(Reason.NETWORK, broken, "connection-closed", action));
            case null, default -> ClusterUnavailable.coded(Reason.UNREADABLE, failure, "unreadable", action);
        };
    }

    // The vendor declares message texts unstable, so only codes are looked at, and those by their first part.
    private static Reason reason(String code) {
        if (code.startsWith("RequestLimitExceeded")) {
            return Reason.THROTTLED;
        }
        if (code.startsWith("AuthFailure") || code.startsWith("UnauthorizedOperation") || code.startsWith("IpIn")
                || code.startsWith("IpNot")) {
            return Reason.DENIED;
        }
        // The SDK's own word for an HTTP status other than 200.
        return code.equals("ServerSideError") ? Reason.NETWORK : Reason.REFUSED;
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(some -> !some.isBlank());
    }
}
