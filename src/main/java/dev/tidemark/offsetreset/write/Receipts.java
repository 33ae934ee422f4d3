package dev.tidemark.offsetreset.write;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.GroupSnapshot;
import dev.tidemark.offsetreset.plan.GroupSnapshot.Position;
import dev.tidemark.offsetreset.plan.OffsetBounds;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetPlanner;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.write.ResetOutcome.Result;
import dev.tidemark.offsetreset.write.WriteAttempt.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a plan with what the group says afterwards. Pure: what was sent and what was read are passed in. */
public final class Receipts {
    private Receipts() {
    }

    /**
     * One receipt for each partition of the plan.
     *
     * @param seen the group read again; empty when it could not be
     * @param inFlight whether a write without a clear answer can still reach CKafka
     */
    public static List<Receipt> of(ResetPlan plan, List<WriteAttempt> writes, Optional<GroupSnapshot> seen,
            Predicate<WriteAttempt> inFlight) {
        Map<String, WriteAttempt> byTopic = writes.stream().filter(WriteAttempt::wasSent)
                .collect(Collectors.toMap(WriteAttempt::topic, Function.identity()));
        return plan.partitions().stream().map(planned -> {
            OptionalLong after = seen.map(group -> committed(group, planned.partition())).orElse(OptionalLong.empty());
            boolean read = seen.filter(group -> isReadable(group, planned.partition())).isPresent();
            OptionalLong logEnd = seen.map(group -> logEnd(group, planned.partition())).orElse(OptionalLong.empty());
            Result result = result(plan, planned, Optional.ofNullable(byTopic.get(planned.partition().topic())), after,
                    logEnd, read, inFlight);
            return new Receipt(planned.partition(), planned.from(), planned.to(),
                    planned.to().isPresent() ? Optional.empty() : planned.bounds(), after, result,
                    OptionalLong.empty());
        }).toList();
    }

    /** The state that the receipts add up to. */
    public static ResetStatus status(List<WriteAttempt> writes, List<Receipt> receipts) {
        List<Receipt> changes = receipts.stream().filter(Receipt::isChange).toList();
        if (changes.stream().anyMatch(receipt -> receipt.result() == Result.UNKNOWN)) {
            return ResetStatus.UNKNOWN;
        }
        List<WriteAttempt> accepted = writes.stream().filter(write -> write.answer() == Answer.ACCEPTED).toList();
        if (changes.stream().allMatch(receipt -> isGood(receipt, accepted))) {
            return ResetStatus.APPLIED;
        }
        boolean moved = changes.stream()
                .anyMatch(receipt -> isGood(receipt, accepted) || receipt.result() == Result.MISMATCH);
        return moved ? ResetStatus.PARTIALLY_APPLIED : ResetStatus.FAILED;
    }

    /**
     * What was committed over a reset since. Only in a group without members: a consumer that was started again commits, and
     * is meant to.
     */
    public static ResetOutcome overwritten(ResetOutcome before, GroupSnapshot seen) {
        if (seen.state() != GroupState.EMPTY) {
            return before;
        }
        return before.renewed(before.status(), before.receipts().stream()
                .map(receipt -> overwritten(receipt, seen.positions().get(receipt.partition()))).toList(),
                seen.observedAt());
    }

    private static Receipt overwritten(Receipt receipt, @Nullable Position at) {
        boolean moved = receipt.isGood() && at != null && at.readable()
                && at.committed().isPresent() && !at.committed().equals(receipt.after());
        return at != null && moved ? receipt.overwritten(at.committed().orElseThrow()) : receipt;
    }

    private static boolean isGood(Receipt receipt, List<WriteAttempt> accepted) {
        if (receipt.result() == Result.UNCHANGED) {
            // A time may well mean the offset that is committed already.
            return receipt.planned().isEmpty() && accepted.stream()
                    .filter(write -> write.topic().equals(receipt.partition().topic()))
                    .anyMatch(write -> write.partitionResult(receipt.partition().partition())
                            .map(told -> agrees(told, receipt.after())).orElse(true))
                    && isWithin(receipt.bounds(), receipt.after());
        }
        return receipt.isGood();
    }

    private static Result result(ResetPlan plan, PlannedPartition planned, Optional<WriteAttempt> write,
            OptionalLong after, OptionalLong logEnd, boolean read, Predicate<WriteAttempt> inFlight) {
        if (write.isEmpty() && planned.isChange()) {
            return Result.NOT_ATTEMPTED;
        }
        if (!read) {
            return Result.UNKNOWN;
        }
        if (after.isPresent() && after.equals(planned.to())) {
            return Result.CONFIRMED;
        }
        // The offset that is committed now may be another's commit, and the task moves it yet.
        if (write.filter(each -> each.answer() == Answer.RUNNING).filter(inFlight).isPresent()) {
            return Result.UNKNOWN;
        }
        if (after.equals(planned.from())) {
            return write.filter(inFlight).isPresent() ? Result.UNKNOWN : Result.UNCHANGED;
        }
        return isAllowed(plan, planned, write, after, logEnd) ? Result.MOVED : Result.MISMATCH;
    }

    /** Whether an offset that the plan did not name is one that CKafka may have worked out for it. */
    private static boolean isAllowed(ResetPlan plan, PlannedPartition planned, Optional<WriteAttempt> write,
            OptionalLong after, OptionalLong logEnd) {
        boolean refused = write.filter(each -> each.answer() == Answer.REFUSED).isPresent();
        if (plan.mode() == ResetMode.PINNED || after.isEmpty() || refused) {
            return false;
        }
        Optional<PartitionResult> told = write.flatMap(each -> each.partitionResult(planned.partition().partition()));
        // Where the API names an offset that one counts, and where it names an error none is right by luck.
        boolean asTold = told.map(each -> agrees(each, after)).orElse(true);
        return asTold && isWithin(planned.bounds(), after)
                && isPossible(plan.target(), planned, after.getAsLong(), logEnd, told.isPresent());
    }

    private static boolean agrees(PartitionResult told, OptionalLong after) {
        return told.error().isEmpty() && (told.offset().isEmpty() || told.offset().equals(after));
    }

    private static boolean isWithin(Optional<OffsetBounds> bounds, OptionalLong after) {
        return bounds.map(known -> after.isPresent() && known.contains(after.getAsLong())).orElse(true);
    }

    private static boolean isPossible(ResetTarget target, PlannedPartition planned, long after, OptionalLong logEnd,
            boolean told) {
        return switch (target) {
            // Both ends of a log move up between planning and writing, and never beyond where the log ends now.
            case ResetTarget.ToEarliest _,ResetTarget.ToLatest _ -> after <= logEnd.orElse(Long.MAX_VALUE)
                    && after >= planned.to().orElse(0);
            case ResetTarget.ToDatetime _,ResetTarget.ByDuration _ -> true;
            case ResetTarget.ToOffset to -> (told && isAfterUnknownBeginning(planned, after))
                    || isInGrownLog(planned, after, Math.min(to.offset(), logEnd.orElse(0)));
            case ResetTarget.ShiftBy shift -> (told && isAfterUnknownBeginning(planned, after))
                    || isInGrownLog(planned, after, Math.min(logEnd.orElse(0),
                            ResetPlanner.saturated(planned.from().orElseThrow(), shift.by())));
            case ResetTarget.ToCurrent _,ResetTarget.FromFile _ -> false;
        };
    }

    /** The plan did not know where the log begins, and a target before that means its beginning. */
    private static boolean isAfterUnknownBeginning(PlannedPartition planned, long after) {
        return planned.earliest().isEmpty() && planned.to().isPresent() && after > planned.to().getAsLong();
    }

    /** A target beyond the end of the log: CKafka goes as far towards it as the log reaches when it writes. */
    private static boolean isInGrownLog(PlannedPartition planned, long after, long furthest) {
        return planned.clamped() && planned.to().equals(planned.logEnd()) && after > planned.to().orElseThrow()
                && after <= furthest;
    }

    private static OptionalLong committed(GroupSnapshot group, TopicPartition partition) {
        Position at = group.positions().get(partition);
        return at == null ? OptionalLong.empty() : at.committed();
    }

    private static OptionalLong logEnd(GroupSnapshot group, TopicPartition partition) {
        Position at = group.positions().get(partition);
        return at == null ? OptionalLong.empty() : at.logEnd();
    }

    private static boolean isReadable(GroupSnapshot group, TopicPartition partition) {
        Position at = group.positions().get(partition);
        return at != null && at.readable();
    }
}
