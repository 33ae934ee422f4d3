package dev.tidemark.lag.churn;

import java.util.Comparator;
import java.util.Optional;

/** Tells members that come and go from a restart of all. Pure; a share of time needs no assumption about how often was looked. */
final class ChurnRules {
    /** Fewer are a restart or a scaling like any other. */
    static final int LEAST_CHANGES = 6;
    /** Once is a restart, twice a restart that went wrong. */
    static final int LEAST_LEFT = 3;
    /** A restart of all members, one by one, takes minutes of a half hour. */
    static final double REBALANCING = 1 / 3.0;

    private ChurnRules() {
    }

    /** The first rule that fits decides. */
    static Optional<Churn> judge(MemberChanges seen) {
        int changes = seen.joined() + seen.allLeft();
        double rebalancing = seen.watched().isPositive()
                ? (double) seen.rebalancing().toSeconds() / seen.watched().toSeconds()
                : 0;
        // 1. Too little happened.
        if (changes < LEAST_CHANGES) {
            return Optional.empty();
        }
        // 2. One client left again and again.
        Optional<Client> client = seen.left().keySet().stream().filter(each -> seen.rounds(each) >= LEAST_LEFT)
                .max(Comparator.comparingInt(seen::rounds).thenComparing(Client::toString, Comparator.reverseOrder()));
        if (client.isPresent()) {
            return Optional.of(new Churn(changes, seen.watched(), client, seen.rounds(client.get()), rebalancing));
        }
        // 3. It rebalances much of the time, and more members left than there are: that is no restart of each.
        return rebalancing > REBALANCING && seen.allLeft() > seen.members()
                ? Optional.of(new Churn(changes, seen.watched(), Optional.empty(), 0, rebalancing))
                : Optional.empty();
    }
}
