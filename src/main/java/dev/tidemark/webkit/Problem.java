package dev.tidemark.webkit;

import dev.tidemark.kafka.ClusterUnavailable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In JSON: why an answer is older than it should be, beside the answer.
 *
 * @param code the error code of Tencent Cloud
 * @param requestId the request id of Tencent Cloud
 */
public record Problem(@Nullable String code, @Nullable String requestId, String message) {
    public static @Nullable Problem of(Optional<ClusterUnavailable> problem) {
        return problem.map(cause -> new Problem(cause.code().orElse(null), cause.requestId().orElse(null),
                cause.text())).orElse(null);
    }
}
