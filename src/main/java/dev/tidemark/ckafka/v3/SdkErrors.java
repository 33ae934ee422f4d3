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
        String text = given(refusal.getMessage()).orElse("CKafka gave no reason.");
        return new ClusterUnavailable(reason(code.get()), code, requestId, text, refusal);
    }

    private static ClusterUnavailable withoutAnswer(String action, TencentCloudSDKException failure) {
        return switch (failure.getCause()) {
            case InterruptedIOException slow -> new ClusterUnavailable(Reason.TIMEOUT, Optional.empty(),
                    Optional.empty(), "CKafka did not answer " + action + " in time.", slow);
            case IOException broken -> new ClusterUnavailable(Reason.NETWORK, Optional.empty(), Optional.empty(),
                    "CKafka could not be reached for " + action + ": " + broken.getMessage(), broken);
            case null, default -> new ClusterUnavailable(Reason.UNREADABLE, Optional.empty(), Optional.empty(),
                    "The answer to " + action + " could not be understood.", failure);
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
