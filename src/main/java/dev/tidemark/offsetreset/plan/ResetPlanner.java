package dev.tidemark.offsetreset.plan;

import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.GroupSnapshot.Position;
import dev.tidemark.offsetreset.plan.ResetPlan.Warning;
import dev.tidemark.offsetreset.plan.ResetPlan.Warning.Kind;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Turns a target, a scope and what was seen of a group into explicit offsets, or refuses. A pure
 * function. The rules are those of Kafka's {@code ConsumerGroupCommand} (KIP-122); what that does without a word is reported.
 */
public final class ResetPlanner {
    private ResetPlanner() {
    }

    /** Partitions, the moment a target in time means, and warnings: what a plan consists of beside its name and dates. */
    public record Draft(List<PlannedPartition> partitions, Optional<Instant> moment, List<Warning> warnings) {
    }

    /**
     * Plans without side effects.
     *
     * @param times what is known of the offsets that a target in time means; for every other target it does not matter
     * @throws ResetRefused naming the partitions that are in the way
     */
    public static Draft plan(ResetTarget target, ResetMode mode, ResetScope scope, GroupSnapshot seen,
            OffsetsAtTime times,
            Instant now) {
        if (seen.state() == GroupState.DEAD) {
            throw new ResetRefused(Reason.GROUP_DEAD);
        }
        if (!mode.allows(target)) {
            throw new ResetRefused(Reason.MODE_NOT_POSSIBLE, target.scenario());
        }
        List<TopicPartition> meant = meant(target, scope, seen);
        refuseIfAny(meant, partition -> !at(seen, partition).readable() || at(seen, partition).logEnd().isEmpty(),
                Reason.PARTITION_UNREADABLE);
        if (target instanceof ResetTarget.ShiftBy) {
            refuseIfAny(meant, partition -> at(seen, partition).committed().isEmpty(), Reason.NO_COMMITTED_OFFSET);
        }
        if (target instanceof ResetTarget.ToEarliest && mode == ResetMode.PINNED) {
            refuseIfAny(meant, partition -> at(seen, partition).earliest().isEmpty(), Reason.EARLIEST_UNKNOWN);
        }
        OffsetsAtTime known = mode == ResetMode.PINNED ? times : times.onlyBounds();
        List<PlannedPartition> planned = meant.stream().map(each -> planned(target, each, at(seen, each), known))
                .toList();
        if (planned.stream().noneMatch(PlannedPartition::isChange)) {
            throw new ResetRefused(Reason.NOTHING_TO_DO, target.scenario());
        }
        return new Draft(planned, moment(target, now), warnings(seen, planned, mode, known));
    }

    private static List<TopicPartition> meant(ResetTarget target, ResetScope scope, GroupSnapshot seen) {
        if (target instanceof ResetTarget.FromFile file) {
            List<TopicPartition> inFile = file.offsets().keySet().stream()
                    .filter(partition -> scope.parts().isEmpty() || scope.includes(partition)).toList();
            refuseIfAny(inFile, partition -> !seen.positions().containsKey(partition), Reason.UNKNOWN_PARTITION);
            return orRefuse(inFile);
        }
        List<TopicPartition> unknown = scope.parts().stream().flatMap(part -> part.partitions().stream()
                .flatMap(some -> some.stream().map(number -> new TopicPartition(part.topic(), number))))
                .filter(partition -> !seen.positions().containsKey(partition)).toList();
        refuseIfAny(unknown, _ -> true, Reason.UNKNOWN_PARTITION);
        List<TopicPartition> wholeTopicsMissing = scope.topics().stream()
                .filter(topic -> seen.positions().keySet().stream().noneMatch(each -> each.topic().equals(topic)))
                .map(topic -> new TopicPartition(topic, 0)).toList();
        if (!wholeTopicsMissing.isEmpty()) {
            throw new ResetRefused(Reason.EMPTY_SCOPE, wholeTopicsMissing.getFirst().topic());
        }
        return orRefuse(seen.positions().keySet().stream().filter(scope::includes).toList());
    }

    private static List<TopicPartition> orRefuse(List<TopicPartition> meant) {
        if (meant.isEmpty()) {
            throw new ResetRefused(Reason.EMPTY_SCOPE, "-");
        }
        return meant;
    }

    private static PlannedPartition planned(ResetTarget target, TopicPartition partition, Position at,
            OffsetsAtTime times) {
        if (target.isTime()) {
            return atTime(partition, at, times);
        }
        OptionalLong wanted = switch (target) {
            // What is resolved by CKafka may have an unknown beginning; where it is known it is what to expect.
            case ResetTarget.ToEarliest _ -> at.earliest();
            case ResetTarget.ToLatest _ -> at.logEnd();
            // As Kafka's tool does: a partition without a commit is put at the end of the log.
            case ResetTarget.ToCurrent _ -> at.committed().isPresent() ? at.committed() : at.logEnd();
            case ResetTarget.ToOffset exactly -> OptionalLong.of(exactly.offset());
            case ResetTarget.ShiftBy shift -> OptionalLong.of(saturated(at.committed().orElseThrow(), shift.by()));
            case ResetTarget.FromFile file -> OptionalLong.of(Objects.requireNonNull(file.offsets().get(partition)));
            case ResetTarget.ToDatetime _,ResetTarget.ByDuration _ -> throw new IllegalStateException("a time");
        };
        // A commit is left alone, even outside the log: Kafka's tool moves only partitions that have none.
        boolean stays = wanted.isEmpty() || target instanceof ResetTarget.ToCurrent;
        OptionalLong to = stays ? wanted : OptionalLong.of(within(wanted.getAsLong(), at));
        return new PlannedPartition(partition, at.committed(), to, at.earliest(), at.logEnd(), !to.equals(wanted),
                Optional.empty(), Optional.empty(), metadata(at));
    }

    /** The first message at or after the moment, or else the log end; bounds while CKafka has not said which that is. */
    private static PlannedPartition atTime(TopicPartition partition, Position at, OffsetsAtTime times) {
        Optional<MessageTime> answer = times.answers().get(partition);
        if (answer == null) {
            return new PlannedPartition(partition, at.committed(), OptionalLong.empty(), at.earliest(), at.logEnd(),
                    false, Optional.ofNullable(times.bounds().get(partition)), Optional.empty(), metadata(at));
        }
        long wanted = answer.map(MessageTime::offset).orElse(at.logEnd().orElseThrow());
        long to = within(wanted, at);
        return new PlannedPartition(partition, at.committed(), OptionalLong.of(to), at.earliest(), at.logEnd(),
                to != wanted, Optional.ofNullable(times.bounds().get(partition)),
                Optional.of(new TimeEvidence(answer.map(MessageTime::timestamp),
                        Optional.ofNullable(times.previousMessages().get(partition)))),
                metadata(at));
    }

    private static Optional<String> metadata(Position at) {
        return Optional.of(at.metadata()).filter(text -> !text.isEmpty());
    }

    private static long within(long wanted, Position at) {
        long most = at.logEnd().orElseThrow();
        return Math.min(Math.max(wanted, at.earliest().orElse(0)), most);
    }

    /** An offset and a shift, without ever wrapping round. */
    public static long saturated(long offset, long by) {
        long sum = offset + by;
        // Of the two that are added only the shift can be negative, so an overflow is always at the top.
        return by > 0 && sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** The moment that a target in time means; empty for every other. */
    public static Optional<Instant> moment(ResetTarget target, Instant now) {
        return switch (target) {
            case ResetTarget.ToDatetime at -> Optional.of(milliseconds(at.datetime()));
            case ResetTarget.ByDuration back -> Optional.of(milliseconds(now.minus(back.duration())));
            default -> Optional.empty();
        };
    }

    /** Messages are stamped in milliseconds; rounded up, so that none before the moment is meant. */
    private static Instant milliseconds(Instant moment) {
        Instant whole = moment.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(moment) ? whole : whole.plusMillis(1);
    }

    private static List<Warning> warnings(GroupSnapshot seen, List<PlannedPartition> planned, ResetMode mode,
            OffsetsAtTime times) {
        List<Warning> all = new ArrayList<>();
        if (seen.isActive()) {
            all.add(new Warning(mode == ResetMode.PINNED ? Kind.PINNED_WHILE_ACTIVE : Kind.GROUP_ACTIVE, 0));
        } else if (seen.state() == GroupState.UNKNOWN) {
            all.add(new Warning(Kind.STATE_UNKNOWN, 0));
        }
        switch (seen.kind()) {
            case STREAMS -> all.add(new Warning(Kind.KAFKA_STREAMS, 0));
            case CONNECT -> all.add(new Warning(Kind.KAFKA_CONNECT, 0));
            case CONSUMER -> {
            }
        }
        count(planned, PlannedPartition::isOutsideBounds, Kind.OUTSIDE_BOUNDS, all);
        count(planned, PlannedPartition::isBeyondLastMessage, Kind.BEYOND_LAST_MESSAGE, all);
        count(planned, each -> times.previousNotAsked().contains(each.partition()), Kind.PREVIOUS_NOT_ASKED, all);
        count(planned, each -> each.isChange() && each.metadata().isPresent(), Kind.METADATA_ERASED, all);
        count(planned, PlannedPartition::clamped, Kind.CLAMPED, all);
        count(planned, each -> each.earliest().isEmpty(), Kind.EARLIEST_UNKNOWN, all);
        count(planned, each -> each.from().isEmpty(), Kind.NOT_COMMITTED, all);
        count(planned, each -> each.from().isPresent() && each.earliest().isPresent()
                && each.from().getAsLong() < each.earliest().getAsLong(), Kind.ALREADY_LOST, all);
        if (mode == ResetMode.RESOLVED) {
            count(planned, each -> each.to().isEmpty(), Kind.RESOLVED_LATER, all);
            count(planned, PlannedPartition::isBoundedBySamples, Kind.BOUNDS_BY_ARRIVAL, all);
        }
        return all;
    }

    private static void count(List<PlannedPartition> planned, Predicate<PlannedPartition> which, Kind kind,
            List<Warning> all) {
        long partitions = planned.stream().filter(which).count();
        if (partitions > 0) {
            all.add(new Warning(kind, partitions));
        }
    }

    private static void refuseIfAny(List<TopicPartition> partitions, Predicate<TopicPartition> which, Reason reason) {
        List<String> named = partitions.stream().filter(which).map(TopicPartition::toString).toList();
        if (!named.isEmpty()) {
            throw new ResetRefused(reason, named.getFirst(), named.size());
        }
    }

    private static Position at(GroupSnapshot seen, TopicPartition partition) {
        return Objects.requireNonNull(seen.positions().get(partition));
    }
}
