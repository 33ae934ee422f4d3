package dev.tidemark.lag.churn;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.kafka.GroupState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of one group as they were seen last, and the looks of the last half hour at which something had changed. Not
 * safe for several threads.
 */
public final class MemberLooks {
    static final Duration REACH = Duration.ofMinutes(30);
    /** Of what lies between two looks far apart nothing is known. */
    private static final long LONGEST_SECONDS = 120;

    private final Deque<Look> looks = new ArrayDeque<>();
    // Member ids are long and there are many of them; two of one group hardly ever share a hash.
    private Map<Integer, Client> members = Map.of();
    private Map<Client, Integer> together = Map.of();
    private int most;
    private boolean known;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * Adds a look at the group.
     *
     * @return the members that come and go; empty where that is not so
     */
    public Optional<Churn> look(Instant at, Optional<GroupState> state, List<GroupListing.MemberName> names) {
        long now = at.getEpochSecond();
        long since = last == Long.MIN_VALUE ? 0 : Math.clamp(now - last, 0, LONGEST_SECONDS);
        first = Math.min(first, now);
        last = now;
        // CKafka names the members of a Stable group only; an Empty one has none, and in all other states they are unknown.
        boolean named = state.equals(Optional.of(GroupState.STABLE)) || state.equals(Optional.of(GroupState.EMPTY));
        boolean rebalancing = state.equals(Optional.of(GroupState.PREPARING_REBALANCE))
                || state.equals(Optional.of(GroupState.COMPLETING_REBALANCE));
        if (named) {
            compare(now, names);
        } else if (rebalancing && since > 0) {
            looks.add(new Look(now, since, 0, List.of()));
        }
        long from = now - REACH.toSeconds();
        while (!looks.isEmpty() && looks.getFirst().at() <= from) {
            looks.removeFirst();
        }
        if (looks.isEmpty()) {
            together = count(members);
            most = members.size();
            return Optional.empty();
        }
        return ChurnRules.judge(changes(Duration.ofSeconds(now - Math.max(first, from))));
    }

    private void compare(long now, List<GroupListing.MemberName> names) {
        if (known && names.stream().map(GroupListing.MemberName::memberHash).collect(Collectors.toSet())
                .equals(members.keySet())) {
            return;
        }
        Map<Integer, Client> seen = new HashMap<>();
        names.forEach(name -> {
            Client before = members.get(name.memberHash());
            seen.put(name.memberHash(), before == null ? new Client(name.clientId(), name.host()) : before);
        });
        if (known) {
            Set<Integer> left = new HashSet<>(members.keySet());
            left.removeAll(seen.keySet());
            int joined = seen.size() - (members.size() - left.size());
            looks.add(new Look(now, 0, joined, left.stream().map(members::get).toList()));
        }
        known = true;
        members = Map.copyOf(seen);
        most = Math.max(most, seen.size());
        Map<Client, Integer> more = new HashMap<>(together);
        count(members).forEach((client, number) -> more.merge(client, number, Math::max));
        // What left long ago is of no interest, and clients may call themselves something else each time.
        Set<Client> still = looks.stream().flatMap(look -> look.left().stream()).collect(Collectors.toSet());
        still.addAll(members.values());
        more.keySet().retainAll(still);
        together = Map.copyOf(more);
    }

    private static Map<Client, Integer> count(Map<Integer, Client> members) {
        Map<Client, Integer> all = new HashMap<>();
        members.values().forEach(client -> all.merge(client, 1, Integer::sum));
        return Map.copyOf(all);
    }

    private MemberChanges changes(Duration watched) {
        Map<Client, Integer> left = new HashMap<>();
        looks.forEach(look -> look.left().forEach(client -> left.merge(client, 1, Integer::sum)));
        return new MemberChanges(looks.stream().mapToInt(Look::joined).sum(), left, together, most, watched,
                Duration.ofSeconds(looks.stream().mapToLong(Look::rebalancing).sum()));
    }

    /**
     * A look at which something had changed, or the group was rebalancing.
     *
     * @param rebalancing for how many seconds
     * @param left the clients of the members that were there before
     */
    private record Look(long at, long rebalancing, int joined, List<Client> left) {
    }
}
