package dev.tidemark.webkit;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.Sentence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a figure on a page is old or missing.
 *
 * @param reasonKey the message that names the kind of failure in a few words
 * @param code the API's error code; null when no answer arrived
 * @param requestId to quote to the vendor; null when there is none
 * @param text the vendor's own words; safe to show
 * @param textKey the message to print instead, with {@code arguments}; null where there are only the vendor's words
 */
public record StaleReason(String reasonKey, @Nullable String code, @Nullable String requestId, String text,
        @Nullable String textKey, List<Object> arguments) {
    public static StaleReason of(ClusterUnavailable problem) {
        return new StaleReason("trouble." + problem.reason(), problem.code().orElse(null),
                problem.requestId().orElse(null), problem.text(), problem.sentence().map(Sentence::key).orElse(null),
                problem.sentence().map(Sentence::arguments).orElse(List.of()));
    }

    /** Whether nothing is wrong: the API of the instance does not offer this, and the reason says all. */
    public boolean isLimit() {
        return reasonKey.equals("trouble." + ClusterUnavailable.Reason.NOT_SUPPORTED);
    }

    /** As the message function of templates takes them. */
    public Object[] textArguments() {
        return arguments.toArray();
    }

    /** Null when all is well, as templates ask. */
    public static @Nullable StaleReason of(Optional<ClusterUnavailable> problem) {
        return problem.map(StaleReason::of).orElse(null);
    }
}
