package dev.tidemark.offsetreset.write;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.ByShift;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Move;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Pinned;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Resolved;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.ToTime;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Write;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a plan sends for one topic, and what an error says about whether it was executed. */
public final class WriteRequests {
    private WriteRequests() {
    }

    /** Only partitions that change are named: what stays where it is needs no write. */
    public static Write of(ResetPlan plan, String topic) {
        List<PlannedPartition> changes = Objects.requireNonNull(plan.topics().get(topic)).stream()
                .filter(PlannedPartition::isChange).toList();
        if (plan.mode() == ResetMode.PINNED) {
            SortedMap<Integer, Long> offsets = new TreeMap<>();
            changes.forEach(each -> offsets.put(each.partition().partition(), each.to().orElseThrow()));
            return new Pinned(topic, offsets);
        }
        return new Resolved(topic, changes.stream().map(each -> each.partition().partition()).toList(), move(plan));
    }

    private static Move move(ResetPlan plan) {
        return switch (plan.target()) {
            case ResetTarget.ToEarliest _ -> new ToTime(ToTime.EARLIEST);
            case ResetTarget.ToLatest _ -> new ToTime(ToTime.LATEST);
            case ResetTarget.ToDatetime _,ResetTarget.ByDuration _ -> new ToTime(
                    plan.moment().orElseThrow().toEpochMilli());
            case ResetTarget.ShiftBy shift -> new ByShift(shift.by());
            case ResetTarget.ToOffset to -> new GroupOffsetsWriter.ToOffset(to.offset());
            case ResetTarget.ToCurrent _,ResetTarget.FromFile _ -> throw new IllegalStateException(
                    plan.target().scenario() + " cannot be left to CKafka");
        };
    }

    /** Whether the write may have been executed although an error came back. */
    public static boolean isUnclear(ClusterUnavailable problem) {
        return switch (problem.reason()) {
            case TIMEOUT, NETWORK, UNREADABLE -> true;
            case THROTTLED, DENIED, NOT_SUPPORTED -> false;
            // It failed inside CKafka, and how far it had come is unknown.
            case REFUSED -> problem.code().filter(code -> code.startsWith("InternalError")).isPresent();
        };
    }
}
