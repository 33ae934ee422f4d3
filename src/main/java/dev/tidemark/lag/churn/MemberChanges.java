package dev.tidemark.lag.churn;

import java.time.Duration;
import java.util.Map;

/**
 * Who left a group and who joined it, in the looks of the last half hour.
 *
 * @param joined how many members
 * @param left how many members of each client
 * @param together how many members of each client there were at once, at most
 * @param members how many there were at once, at most
 * @param watched how far the looks reach back
 * @param rebalancing for how much of that the group was rebalancing
 */
record MemberChanges(int joined, Map<Client, Integer> left, Map<Client, Integer> together, int members,
        Duration watched, Duration rebalancing) {
    MemberChanges {
        left = Map.copyOf(left);
        together = Map.copyOf(together);
    }

    int allLeft() {
        return left.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How often a client left: members that have the same client id and host leave together when it is restarted. */
    int rounds(Client client) {
        return left.getOrDefault(client, 0) / Math.max(1, together.getOrDefault(client, 1));
    }
}
