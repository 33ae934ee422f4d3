package dev.tidemark.offsetreset.plan;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.GroupSnapshot.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a reset is taken back where only whole topics can be moved, all by one rule: to the one offset at which every
 * partition stood, or by the one shift that leads every partition there. Often there is neither.
 */
public final class InverseTarget {
    private InverseTarget() {
    }

    /**
     * A target that leads exactly back; empty when there is none.
     *
     * @param before where partitions stood that were moved
     * @param seen every partition of those topics as it is now; what was not moved must stay
     */
    public static Optional<ResetTarget> find(Map<TopicPartition, Long> before, GroupSnapshot seen) {
        List<Long> offsets = new ArrayList<>();
        List<Long> shifts = new ArrayList<>();
        for (Map.Entry<TopicPartition, Position> each : seen.positions().entrySet()) {
            OptionalLong now = each.getValue().committed();
            if (!each.getValue().readable() || now.isEmpty()) {
                return Optional.empty();
            }
            long back = before.getOrDefault(each.getKey(), now.getAsLong());
            offsets.add(back);
            shifts.add(back - now.getAsLong());
        }
        if (offsets.isEmpty() || !seen.positions().keySet().containsAll(before.keySet())) {
            return Optional.empty();
        }
        // An offset first: writing it twice is harmless.
        if (offsets.stream().distinct().count() == 1) {
            return Optional.of(new ResetTarget.ToOffset(offsets.getFirst()));
        }
        return shifts.stream().distinct().count() == 1
                ? Optional.of(new ResetTarget.ShiftBy(shifts.getFirst()))
                : Optional.empty();
    }
}
