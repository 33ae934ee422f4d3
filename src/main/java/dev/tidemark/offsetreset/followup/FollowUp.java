package dev.tidemark.offsetreset.followup;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.Decision;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happens to a group after a reset moved its offsets: whether consumers come back, how far they are, and how it
 * ended. The group has caught up once every moved partition is committed up to where its log ended after the reset; what
 * is produced later is not counted, the lag of the group shows that.
 *
 * @param since when it became so
 * @param resumedAt since when consumers are back, for the last time; empty when there was neither a member nor a commit
 * @param membersAt when members were last seen; empty when never since the reset
 * @param idleSince since when there is neither a member nor a commit; empty while there is
 * @param observedAt the newest sample behind it; empty when there has been none since the reset
 * @param expectedEnd when it will have caught up, at the rate measured lately; empty while there is none
 * @param announced the states that requester and approvers got a message about
 * @param partitions the partitions that the reset moved; left out where many follow-ups are listed
 * @param version counts the changes
 */
public record FollowUp(Subject subject, State state, Instant since, Optional<Instant> resumedAt,
        Optional<Instant> membersAt, Optional<Instant> idleSince, Optional<Instant> observedAt, Figures figures,
        Optional<Instant> expectedEnd, Set<State> announced, List<PartitionProgress> partitions, int version) {
    // A sweep over ten thousand groups takes two to three minutes.
    private static final Duration FRESH = Duration.ofMinutes(5);

    public FollowUp {
        announced = Set.copyOf(announced);
        partitions = List.copyOf(partitions);
    }

    /** Begins to follow a reset; empty when it moved nothing. */
    static Optional<FollowUp> begin(ResetRequest reset) {
        ResetOutcome outcome = reset.outcome().orElseThrow();
        Instant appliedAt = outcome.observedAt();
        List<PartitionProgress> moved = moved(outcome).map(receipt -> PartitionProgress.begin(receipt, appliedAt))
                .toList();
        if (moved.isEmpty()) {
            return Optional.empty();
        }
        List<String> approvers = reset.decisions().stream()
                .filter(each -> each.kind() == Decision.Kind.APPROVED || each.kind() == Decision.Kind.BROKE_GLASS)
                .map(Decision::by).distinct().toList();
        return Optional.of(new FollowUp(
                new Subject(reset.id(), reset.plan().instance(), reset.plan().group(), reset.requester(), approvers,
                        reset.execution().orElseThrow().by(), appliedAt),
                State.WAITING, appliedAt, Optional.empty(), Optional.empty(), Optional.of(appliedAt), Optional.empty(),
                Figures.of(moved), Optional.empty(), Set.of(), moved, 0));
    }

    /** The partitions of which an offset was seen that the reset had moved. */
    static Stream<Receipt> moved(ResetOutcome outcome) {
        return outcome.receipts().stream()
                .filter(receipt -> receipt.after().isPresent() && !receipt.after().equals(receipt.before()));
    }

    /** When it was last seen less than five minutes ago; otherwise nothing is known of how it is now. */
    public boolean isFresh(Instant now) {
        return observedAt.filter(at -> at.plus(FRESH).isAfter(now)).isPresent();
    }

    /** Whether the newest sample shows members. */
    public boolean hasMembers() {
        return membersAt.isPresent() && membersAt.equals(observedAt);
    }

    /** Whether it ought to be looked at by those who asked for the reset, approved it and executed it. */
    public boolean concerns(String person) {
        return state.isTrouble() && (subject.requester().equals(person) || subject.executor().equals(person)
                || subject.approvers().contains(person));
    }

    /** When an offset was last committed; the end of the reset when none was. */
    Instant lastProgress() {
        return partitions.stream().map(PartitionProgress::movedAt).max(Instant::compareTo)
                .orElse(subject.appliedAt());
    }

    FollowUp become(State next, Instant at) {
        if (next == state) {
            return this;
        }
        EnumSet<State> told = EnumSet.noneOf(State.class);
        told.addAll(announced);
        if (next.isTrouble()) {
            told.add(next);
        }
        return new FollowUp(subject, next, at, resumedAt, membersAt, idleSince, observedAt, figures,
                next == State.RESUMED ? expectedEnd : Optional.empty(), told, partitions, version);
    }

    /** Ends with what was seen of the group right after the write. */
    FollowUp overwritten(List<Receipt> receipts, Instant at) {
        return with(partitions.stream().map(each -> receipts.stream()
                .filter(receipt -> receipt.partition().equals(each.partition()) && receipt.overwrittenBy().isPresent())
                .map(receipt -> each.overwrittenBy(receipt.overwrittenBy().getAsLong(), at)).findFirst().orElse(each))
                .toList()).become(State.OVERWRITTEN, at);
    }

    /** The same with other partitions; without any, as lists show it. */
    public FollowUp with(List<PartitionProgress> others) {
        return new FollowUp(subject, state, since, resumedAt, membersAt, idleSince, observedAt, figures, expectedEnd,
                announced, others, version);
    }

    /** As it is stored next. */
    FollowUp withVersion(int number) {
        return new FollowUp(subject, state, since, resumedAt, membersAt, idleSince, observedAt, figures, expectedEnd,
                announced,
                partitions, number);
    }

    /**
     * Which reset, of whom.
     *
     * @param appliedAt when the outcome was observed
     */
    public record Subject(long reset, InstanceId instance, ConsumerGroupId group, String requester,
            List<String> approvers, String executor, Instant appliedAt) {
        public Subject {
            approvers = List.copyOf(approvers);
        }
    }

    /**
     * Sums over the moved partitions of which enough is known.
     *
     * @param messages between where the reset put the offsets and where the logs ended after it; empty while not known of any
     * @param processed how many of them are committed
     * @param unknown how many partitions both leave out
     * @param stuck the partitions that do not move although there are messages to read, at most a hundred
     */
    public record Figures(OptionalLong messages, OptionalLong processed, int unknown, List<TopicPartition> stuck) {
        private static final int MOST_NAMED = 100;

        public Figures {
            stuck = List.copyOf(stuck);
        }

        static Figures of(List<PartitionProgress> partitions) {
            List<PartitionProgress> known = partitions.stream().filter(PartitionProgress::isKnown).toList();
            return new Figures(sum(known.stream().map(PartitionProgress::messages)),
                    sum(known.stream().map(PartitionProgress::processed)), partitions.size() - known.size(),
                    partitions.stream().filter(each -> each.standing() == PartitionProgress.Standing.STUCK)
                            .map(PartitionProgress::partition).limit(MOST_NAMED).toList());
        }

        /** Rounded down; empty where nothing is known, or there was nothing to read. */
        public OptionalInt percent() {
            return messages.isEmpty() || processed.isEmpty() || messages.getAsLong() == 0
                    ? OptionalInt.empty()
                    : OptionalInt.of((int) (100.0 * processed.getAsLong() / messages.getAsLong()));
        }

        private static OptionalLong sum(Stream<OptionalLong> numbers) {
            return numbers.mapToLong(OptionalLong::orElseThrow).reduce(Long::sum);
        }
    }

    /** How it is, or how it ended. */
    public enum State {
        /** No consumer is back yet. */
        WAITING,
        /** Consumers are back and read. */
        RESUMED,
        /** For some minutes there has been no consumer and no commit. */
        NOT_RESUMED,
        /** There are consumers, and what is left does not move. */
        STUCK,
        /** All that was in the logs after the reset is committed. */
        CAUGHT_UP,
        /** Another commit took the place of the reset's. */
        OVERWRITTEN,
        /** A later reset of the group moved the same partitions. */
        SUPERSEDED,
        /** Nothing has happened for a day. */
        CLOSED;

        /** Whether it is still followed. */
        public boolean isOpen() {
            return this == WAITING || this == RESUMED || this == NOT_RESUMED || this == STUCK;
        }

        public boolean isTrouble() {
            return this == NOT_RESUMED || this == STUCK || this == OVERWRITTEN;
        }
    }
}
