package dev.tidemark.triage;

import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.Impact.Attention;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * A page of groups, worst first; acknowledged problems come after all others.
 *
 * @param total how many match
 * @param tabs how many there are in each part, whichever is shown
 * @param counts how many of the part that is shown have each verdict, whichever is filtered for
 * @param owners the labels of all groups that the operator may see
 * @param instances the names of all instances of which there are any
 * @param observedAt when the sweep began that this was seen in; empty before the first
 * @param failed how many groups or instances could not be read in it
 */
public record TriagePage(long total, List<Row> groups, Map<TriageTab, Long> tabs, Map<Verdict, Long> counts,
        NavigableSet<String> owners, NavigableMap<InstanceId, String> instances, Optional<Instant> observedAt,
        Duration took, int failed) {
    /** One group, and the acknowledgement of its problem. */
    public record Row(GroupHealth group, Optional<Acknowledgement> acknowledgement) {
        static final Comparator<Row> STEPPED_ASIDE_LAST = Comparator.comparingInt(Row::place);

        // The groups come worst first already, and sorting keeps their order.
        private int place() {
            return switch (group.verdict()) {
                case OK -> group.impact().attention() == Attention.CHURN && acknowledgement.isEmpty() ? 0 : 3;
                case ABANDONED -> 2;
                case LOST, STOP, STALL, REWIND, WARN, NOT_ENOUGH_DATA -> acknowledgement.isPresent() ? 1 : 0;
            };
        }
    }
}
