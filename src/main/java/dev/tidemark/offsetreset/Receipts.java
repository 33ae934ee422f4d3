package dev.tidemark.offsetreset;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.GroupOffsetsWriter.Told;
import dev.tidemark.offsetreset.GroupSnapshot.Position;
import dev.tidemark.offsetreset.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.ResetOutcome.Result;
import dev.tidemark.offsetreset.ResetRequest.Status;
import dev.tidemark.offsetreset.WriteAttempt.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares a plan with what the group says afterwards. Pure: what was sent and what was read are passed in. */
final class Receipts {
    private Receipts() {
    }

    /**
     * One receipt for each partition of the plan.
     *
     * @param seen the group read again; empty when it could not be
     * @param inFlight whether a write without a clear answer can still reach CKafka
     */
    static List<Receipt> of(ResetPlan plan, List<WriteAttempt> writes, Optional<GroupSnapshot> seen,
            Predicate<WriteAttempt> inFlight) {
        Map<String, WriteAttempt> byTopic = writes.stream().filter(WriteAttempt::wasSent)
                .collect(Collectors.toMap(WriteAttempt::topic, Function.identity()));
        return plan.partitions().stream().map(planned -> {
            OptionalLong after = seen.map(group -> committed(group, planned.partition())).orElse(OptionalLong.empty());
            boolean read = seen.filter(group -> isReadable(group, planned.partition())).isPresent();
            Result result = result(plan, planned, Optional.ofNullable(byTopic.get(planned.partition().topic())), after,
                    read, inFlight);
            return new Receipt(planned.partition(), planned.from(), planned.to(), after, result, OptionalLong.empty());
        }).toList();
    }

    /** The state that the receipts add up to. */
    static Status status(List<WriteAttempt> writes, List<Receipt> receipts) {
        List<Receipt> changes = receipts.stream().filter(Receipt::isChange).toList();
        if (changes.stream().anyMatch(receipt -> receipt.result() == Result.UNKNOWN)) {
            return Status.UNKNOWN;
        }
        List<WriteAttempt> accepted = writes.stream().filter(write -> write.answer() == Answer.ACCEPTED).toList();
        if (changes.stream().allMatch(receipt -> isGood(receipt, accepted))) {
            return Status.APPLIED;
        }
        boolean moved = changes.stream()
                .anyMatch(receipt -> isGood(receipt, accepted) || receipt.result() == Result.MISMATCH);
        return moved ? Status.PARTIALLY_APPLIED : Status.FAILED;
    }

    private static boolean isGood(Receipt receipt, List<WriteAttempt> accepted) {
        if (receipt.result() == Result.UNCHANGED) {
            // A time may well mean the offset that is committed already.
            return receipt.planned().isEmpty() && accepted.stream()
                    .filter(write -> write.topic().equals(receipt.partition().topic()))
                    .anyMatch(write -> write.told(receipt.partition().partition())
                            .map(told -> saysThatItStandsThere(told, receipt.after())).orElse(true));
        }
        return receipt.result() == Result.CONFIRMED;
    }

    private static Result result(ResetPlan plan, PlannedPartition planned, Optional<WriteAttempt> write,
            OptionalLong after, boolean read, Predicate<WriteAttempt> inFlight) {
        if (write.isEmpty() && planned.isChange()) {
            return Result.NOT_ATTEMPTED;
        }
        if (!read) {
            return Result.UNKNOWN;
        }
        if (isWhereItShouldBe(plan, planned, write, after)) {
            return Result.CONFIRMED;
        }
        if (after.equals(planned.from())) {
            return write.filter(inFlight).isPresent() ? Result.UNKNOWN : Result.UNCHANGED;
        }
        return Result.MISMATCH;
    }

    private static boolean isWhereItShouldBe(ResetPlan plan, PlannedPartition planned, Optional<WriteAttempt> write,
            OptionalLong after) {
        if (after.isEmpty()) {
            return false;
        }
        if (after.equals(planned.to())) {
            return true;
        }
        boolean moved = !after.equals(planned.from());
        boolean refused = write.filter(each -> each.answer() == Answer.REFUSED).isPresent();
        if (plan.mode() == ResetMode.PINNED || !moved || refused) {
            return false;
        }
        Optional<Told> told = write.flatMap(each -> each.told(planned.partition().partition()));
        // Where the API names an offset that one counts, and where it names an error none is right by luck.
        boolean asTold = told.map(each -> saysThatItStandsThere(each, after)).orElse(true);
        return asTold && mayBeMeant(plan.target(), planned, after, told.isPresent());
    }

    private static boolean saysThatItStandsThere(Told told, OptionalLong after) {
        return told.error().isEmpty() && (told.offset().isEmpty() || told.offset().equals(after));
    }

    private static boolean mayBeMeant(ResetTarget target, PlannedPartition planned, OptionalLong after,
            boolean told) {
        return switch (target) {
            // Both ends of a log move up between planning and writing.
            case ResetTarget.ToEarliest _,ResetTarget.ToLatest _ -> planned.to().isEmpty()
                    || after.getAsLong() >= planned.to().getAsLong();
            case ResetTarget.ToDatetime _,ResetTarget.ByDuration _ -> true;
            // The plan did not know where the log begins, and a target before that means its beginning.
            case ResetTarget.ToOffset _,ResetTarget.ShiftBy _ -> told && planned.earliest().isEmpty()
                    && planned.to().isPresent() && after.getAsLong() > planned.to().getAsLong();
            default -> false;
        };
    }

    private static OptionalLong committed(GroupSnapshot group, TopicPartition partition) {
        Position at = group.positions().get(partition);
        return at == null ? OptionalLong.empty() : at.committed();
    }

    private static boolean isReadable(GroupSnapshot group, TopicPartition partition) {
        Position at = group.positions().get(partition);
        return at != null && at.readable();
    }
}
