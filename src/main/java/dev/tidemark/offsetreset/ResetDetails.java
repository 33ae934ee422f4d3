package dev.tidemark.offsetreset;

import dev.tidemark.offsetreset.write.WriteAttempt;
import java.util.List;
import java.util.Optional;

/**
 * A reset with everything its page shows.
 *
 * @param writes what was sent so far
 * @param policy what has to be kept; empty while the instance's tags cannot be read
 */
public record ResetDetails(ResetRequest request, List<WriteAttempt> writes, Optional<ResetPolicy> policy) {
    public ResetDetails {
        writes = List.copyOf(writes);
    }
}
