package dev.tidemark.offsetreset.followup;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.lag.GroupSamples.Sample;
import dev.tidemark.lag.GroupSamples.Sampled;
import dev.tidemark.offsetreset.followup.FollowUp.Figures;
import dev.tidemark.offsetreset.followup.FollowUp.State;
import dev.tidemark.offsetreset.followup.PartitionProgress.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the newest samples of a group mean for a reset that is followed. Pure. What has not been seen changes nothing: only
 * a sample makes a group late, stuck or caught up, never the clock alone.
 */
final class FollowUpRules {
    private static final EnumSet<GroupState> WITH_MEMBERS = EnumSet.of(GroupState.STABLE,
            GroupState.PREPARING_REBALANCE, GroupState.COMPLETING_REBALANCE);
    private static final Duration FOLLOWED_FOR = Duration.ofDays(1);

    private final Duration resumeWithin;
    private final Duration stuckAfter;

    FollowUpRules(Duration resumeWithin, Duration stuckAfter) {
        this.resumeWithin = resumeWithin;
        this.stuckAfter = stuckAfter;
    }

    /**
     * The next step of a follow-up; the same one when there is nothing new.
     *
     * @param sampled empty, or without partitions, where the sweep has not seen the group in this process
     */
    FollowUp next(FollowUp before, Optional<Sampled> sampled, Instant now) {
        if (!before.state().isOpen()) {
            return before;
        }
        FollowUp seen = sampled.filter(newest -> isNews(before, newest)).map(newest -> judge(before, newest))
                .orElse(before);
        boolean over = seen.state().isOpen() && !now.isBefore(seen.lastProgress().plus(FOLLOWED_FOR));
        return over ? seen.become(State.CLOSED, now) : seen;
    }

    private static boolean isNews(FollowUp before, Sampled newest) {
        return !newest.partitions().isEmpty()
                && newest.observedAt().isAfter(before.observedAt().orElse(before.subject().appliedAt()));
    }

    private FollowUp judge(FollowUp before, Sampled newest) {
        Instant at = newest.observedAt();
        FollowUp now = observe(before, newest);
        Optional<Duration> idle = now.idleSince().map(since -> Duration.between(since, at));
        List<PartitionProgress> open = now.partitions().stream()
                .filter(each -> each.standing() == Standing.READING || each.standing() == Standing.STUCK).toList();
        // 1. An offset is where reading on cannot have led.
        if (now.partitions().stream().anyMatch(each -> each.standing() == Standing.OVERWRITTEN)) {
            return now.become(State.OVERWRITTEN, at);
        }
        // 2. Everything is read. A skip to the log end leaves nothing to read, and still needs consumers.
        if (now.resumedAt().isPresent()
                && now.partitions().stream().allMatch(each -> each.standing() == Standing.DONE)) {
            return now.become(State.CAUGHT_UP, at);
        }
        // 3. There has been no member for long.
        if (idle.filter(length -> length.compareTo(resumeWithin) >= 0).isPresent()) {
            return now.become(State.NOT_RESUMED, now.idleSince().orElse(at));
        }
        // 4. There is no member yet, or none again.
        if (now.resumedAt().isEmpty()) {
            return now.become(State.WAITING, before.subject().appliedAt());
        }
        // 5. Nothing of what is left moves. A consumer that fails at one message rejoins the group again and again.
        if (!open.isEmpty() && open.stream().allMatch(each -> each.standing() == Standing.STUCK)) {
            return now.become(State.STUCK, open.stream().map(PartitionProgress::movedAt).max(Instant::compareTo)
                    .orElse(at));
        }
        return now.become(State.RESUMED, now.resumedAt().orElse(at));
    }

    /** Everything that can be read off the samples but the state. */
    private FollowUp observe(FollowUp before, Sampled newest) {
        Instant at = newest.observedAt();
        boolean members = newest.members().orElse(0) > 0
                || newest.state().filter(WITH_MEMBERS::contains).isPresent();
        List<PartitionProgress> read = before.partitions().stream()
                .map(each -> progress(each, samples(before, each, newest), before, members)).toList();
        boolean committed = !before.partitions().stream().map(PartitionProgress::movedAt).toList()
                .equals(read.stream().map(PartitionProgress::movedAt).toList());
        boolean alive = members || committed;
        Optional<Instant> idleSince = alive ? Optional.empty() : before.idleSince().or(() -> Optional.of(at));
        Optional<Instant> resumedAt = alive && cameBack(before) ? Optional.of(at) : before.resumedAt();
        Optional<Instant> membersAt = members ? Optional.of(at) : before.membersAt();
        List<PartitionProgress> partitions = read.stream()
                .map(each -> isStuck(each, resumedAt, membersAt) ? each.as(Standing.STUCK) : each)
                .toList();
        Optional<Instant> end = resumedAt.flatMap(since -> end(before, partitions, newest, since));
        return new FollowUp(before.subject(), before.state(), before.since(), resumedAt, membersAt, idleSince,
                Optional.of(at), Figures.of(partitions), end, before.announced(), partitions, before.version());
    }

    /** A break that is longer than a restart ends one time of being back and begins the next. */
    private boolean cameBack(FollowUp before) {
        return before.resumedAt().isEmpty() || before.idleSince()
                .filter(since -> !before.observedAt().orElse(since).isBefore(since.plus(stuckAfter))).isPresent();
    }

    private static PartitionProgress progress(PartitionProgress before, List<Sample> samples, FollowUp followUp,
            boolean members) {
        if (samples.isEmpty()) {
            return before.standing() == Standing.DONE ? before : before.as(Standing.UNKNOWN);
        }
        OptionalLong committed = samples.getLast().committed();
        boolean moved = committed.isPresent() && committed.getAsLong() != before.target();
        if (before.goal().isEmpty() && before.committed().isEmpty() && moved && samples.size() == 1) {
            return before.doubt(committed);
        }
        boolean unmoved = committed.equals(before.isKnown() ? before.committed() : OptionalLong.of(before.target()));
        PartitionProgress now = before.seen(OptionalLong.of(samples.getFirst().logEnd()), committed,
                unmoved ? before.movedAt() : since(samples, committed));
        if (isOverwritten(before, now, samples, followUp, members)) {
            return now.as(Standing.OVERWRITTEN);
        }
        return now.isDone() ? now.as(Standing.DONE) : now;
    }

    private static Instant since(List<Sample> samples, OptionalLong committed) {
        return samples.reversed().stream().takeWhile(each -> each.committed().equals(committed)).toList().getLast()
                .at();
    }

    private static boolean isOverwritten(PartitionProgress before, PartitionProgress now, List<Sample> samples,
            FollowUp followUp, boolean members) {
        if (!now.hasMoved()) {
            return false;
        }
        long at = now.committed().orElseThrow();
        // A consumer that reads on from the target never commits before it.
        if (at < now.target()) {
            return true;
        }
        if (members || followUp.hasMembers()) {
            return false;
        }
        // There was no member that could have gone back.
        if (before.isKnown() && at < before.committed().getAsLong()) {
            return true;
        }
        // Back where it was before the reset in one step, and no member was ever seen.
        return followUp.membersAt().isEmpty() && !(before.isKnown() && before.hasMoved())
                && before.before().isPresent() && before.before().getAsLong() > before.target()
                && at >= before.before().getAsLong()
                && Stream.concat(Stream.of(before.committed()), samples.stream().map(Sample::committed))
                        .filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong)
                        .noneMatch(each -> each > before.target() && each < before.before().getAsLong());
    }

    /** For as long as members were seen: a group that is stopped is not stuck. */
    private boolean isStuck(PartitionProgress now, Optional<Instant> resumedAt, Optional<Instant> membersAt) {
        if (now.standing() != Standing.READING || resumedAt.isEmpty() || membersAt.isEmpty()) {
            return false;
        }
        Instant since = resumedAt.get().isAfter(now.movedAt()) ? resumedAt.get() : now.movedAt();
        return !since.plus(stuckAfter).isAfter(membersAt.get());
    }

    /** When the slowest of the partitions that move, and all of them together, have read what is left. */
    private static Optional<Instant> end(FollowUp before, List<PartitionProgress> partitions, Sampled newest,
            Instant since) {
        double left = 0;
        double rate = 0;
        double longest = 0;
        for (int index = 0; index < partitions.size(); index++) {
            PartitionProgress each = partitions.get(index);
            if (each.standing() != Standing.READING || !each.isKnown()) {
                continue;
            }
            List<Sample> samples = samples(before, each, newest).stream()
                    .filter(sample -> sample.committed().isPresent() && sample.at().isAfter(since.minusSeconds(1)))
                    .toList();
            Optional<Instant> seen = before.observedAt().filter(then -> !then.isBefore(since));
            double own = samples.size() > 1
                    ? rate(samples)
                    : rate(before.partitions().get(index), each, seen, newest.observedAt());
            left += each.left().orElseThrow();
            rate += own;
            longest = own > 0 ? Math.max(longest, each.left().orElseThrow() / own) : longest;
        }
        if (rate <= 0) {
            return Optional.empty();
        }
        double seconds = Math.max(longest, left / rate);
        return seconds > Duration.ofDays(30).toSeconds()
                ? Optional.empty()
                : Optional.of(newest.observedAt().plusSeconds(Math.round(seconds)));
    }

    /** Messages a second. */
    private static double rate(List<Sample> samples) {
        return rate(samples.getFirst().committed().orElseThrow(), samples.getLast().committed().orElseThrow(),
                Duration.between(samples.getFirst().at(), samples.getLast().at()));
    }

    /** Since the step before, while the sweep has only one sample: right after a reset it begins anew several times. */
    private static double rate(PartitionProgress before, PartitionProgress now, Optional<Instant> then, Instant at) {
        return then.isEmpty() || !before.isKnown()
                ? 0
                : rate(before.committed().orElseThrow(), now.committed().orElseThrow(),
                        Duration.between(then.get(), at));
    }

    private static double rate(long from, long to, Duration time) {
        return time.isPositive() ? 1_000.0 * (to - from) / time.toMillis() : 0;
    }

    private static List<Sample> samples(FollowUp followUp, PartitionProgress partition, Sampled newest) {
        return newest.partitions().getOrDefault(partition.partition(), List.of()).stream()
                .filter(sample -> sample.at().isAfter(followUp.subject().appliedAt())).toList();
    }
}
