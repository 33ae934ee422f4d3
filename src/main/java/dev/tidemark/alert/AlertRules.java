package dev.tidemark.alert;

import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.Impact.Attention;
import dev.tidemark.lag.verdict.Finding.Why;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * When to alert about a group and when to say that its problem is over. Pure. What is not known changes nothing: it neither
 * begins nor ends a problem.
 */
final class AlertRules {
    private final Duration dwell;
    private final Set<Verdict> troubling;
    private final Function<GroupHealth, Duration> warnAfter;

    /**
     * Rules of one configuration.
     *
     * @param warnAfter how long a group may fall behind before that is a problem, where {@code WARN} is none by itself
     */
    AlertRules(Duration dwell, Set<Verdict> troubling, Function<GroupHealth, Duration> warnAfter) {
        this.dwell = dwell;
        this.warnAfter = warnAfter;
        this.troubling = Set.copyOf(troubling);
    }

    /**
     * What a sweep means for a group that it has seen.
     *
     * @param before what was known of its trouble
     * @param acknowledged whether the problem is acknowledged
     */
    Step next(Optional<OpenAlert> before, GroupHealth seen, boolean acknowledged, Instant now) {
        // 1. Its state is unknown, or it was given up: the trouble is neither new nor over.
        if (seen.verdict() == Verdict.NOT_ENOUGH_DATA || seen.verdict() == Verdict.ABANDONED) {
            return new Step(before, Say.NOTHING);
        }
        // 2. It is gone, which is not to be told: nothing to say, and it is not fine either.
        if (seen.verdict() == Verdict.LOST && !troubling.contains(Verdict.LOST)) {
            return new Step(before.map(trouble -> trouble.seenAs(Verdict.LOST)), Say.NOTHING);
        }
        // 3. It is fine.
        if (!isTroubling(before, seen, now)) {
            return before.map(trouble -> fine(trouble.fineFrom(now), now)).orElse(new Step(before, Say.NOTHING));
        }
        OpenAlert trouble = before.map(known -> known.seenAs(seen.verdict()))
                .orElseGet(() -> new OpenAlert(seen.key(),
                        seen.subject().instanceName(), seen.verdict(), seen.since(), Optional.empty(),
                        Optional.empty()));
        // 4. It is acknowledged.
        if (acknowledged) {
            return new Step(Optional.of(trouble), Say.NOTHING);
        }
        // 5. It may still pass.
        if (now.isBefore(trouble.since().plus(dwell))) {
            return new Step(Optional.of(trouble), Say.NOTHING);
        }
        // 6. Not announced yet, or something less severe was; or it was lost, came back, and is in trouble of another kind.
        boolean news = trouble.announced().filter(told -> told == Verdict.LOST
                ? seen.verdict() == Verdict.LOST
                : told.compareTo(seen.verdict()) <= 0).isEmpty();
        return news
                ? new Step(Optional.of(trouble.announcedAs(seen.verdict())), Say.FIRING)
                : new Step(Optional.of(trouble), Say.NOTHING);
    }

    /** Lag that grows for long is a problem, and one that was announced lasts while the group falls behind. */
    private boolean isTroubling(Optional<OpenAlert> before, GroupHealth seen, Instant now) {
        if (troubling.contains(seen.verdict()) || seen.impact().attention() == Attention.DATA_LOSS) {
            return true;
        }
        boolean growing = seen.verdict() == Verdict.WARN && seen.finding().why() == Why.FALLS_BEHIND;
        boolean announced = before.flatMap(OpenAlert::announced).filter(Verdict.WARN::equals).isPresent();
        return growing && (announced || !now.isBefore(seen.since().plus(warnAfter.apply(seen))));
    }

    /**
     * What a sweep means for a group that it no longer shows: configuration leaves it out by now. One that was lost has
     * not recovered by being forgotten.
     */
    Step gone(OpenAlert trouble, Instant now) {
        if (trouble.verdict() == Verdict.LOST) {
            return new Step(Optional.empty(), Say.NOTHING);
        }
        return fine(trouble.fineFrom(now), now);
    }

    private Step fine(OpenAlert trouble, Instant now) {
        if (now.isBefore(trouble.fineSince().orElseThrow().plus(dwell))) {
            return new Step(Optional.of(trouble), Say.NOTHING);
        }
        return new Step(Optional.empty(), trouble.announced().isPresent() ? Say.RESOLVED : Say.NOTHING);
    }

    /** What to remember, and what to say. */
    record Step(Optional<OpenAlert> after, Say say) {
    }

    /** Which message is due. */
    enum Say {
        NOTHING, FIRING, RESOLVED
    }
}
