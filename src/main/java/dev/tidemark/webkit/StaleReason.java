package dev.tidemark.webkit;

import dev.tidemark.kafka.ClusterUnavailable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a figure on a page is old or missing, ready to print.
 *
 * @param reasonKey the message that says in a few words what kind of trouble it is
 * @param code the cloud's error code; null when no answer arrived
 * @param requestId to quote to the vendor; null when there is none
 * @param text the cloud's own words, or ours; safe to show
 */
public record StaleReason(String reasonKey, @Nullable String code, @Nullable String requestId, String text) {
    public static StaleReason of(ClusterUnavailable problem) {
        return new StaleReason("trouble." + problem.reason(), problem.code().orElse(null),
                problem.requestId().orElse(null), problem.text());
    }

    /** Whether nothing is wrong: the API that the instance is reached by has no such answer, and the reason says all. */
    public boolean isLimit() {
        return reasonKey.equals("trouble." + ClusterUnavailable.Reason.NOT_SUPPORTED);
    }

    /** Null when all is well, as templates ask. */
    public static @Nullable StaleReason of(Optional<ClusterUnavailable> problem) {
        return problem.map(StaleReason::of).orElse(null);
    }
}
