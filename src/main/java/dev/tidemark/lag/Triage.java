package dev.tidemark.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of groups, worst first.
 *
 * @param total how many match
 * @param counts how many there are of each verdict, whichever verdict is filtered for
 * @param observedAt when the sweep began that this was seen in; empty before the first
 * @param failed how many groups or instances could not be read in it
 */
public record Triage(long total, List<GroupTriage> groups, Map<Verdict, Long> counts, Optional<Instant> observedAt,
        Duration took, int failed) {
}
