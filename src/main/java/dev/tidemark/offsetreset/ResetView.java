package dev.tidemark.offsetreset;

import java.util.List;
import java.util.Optional;

/**
 * A reset as somebody looks at it.
 *
 * @param writes what was sent so far
 * @param policy what has to be kept; empty while the instance's tags cannot be had
 */
public record ResetView(ResetRequest request, List<WriteAttempt> writes, Optional<ResetPolicy> policy) {
    public ResetView {
        writes = List.copyOf(writes);
    }
}
