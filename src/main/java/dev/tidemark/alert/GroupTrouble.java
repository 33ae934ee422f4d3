package dev.tidemark.alert;

import dev.tidemark.lag.GroupKey;
import dev.tidemark.lag.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * A group in trouble, from the first sight of it until it has been fine for a while.
 *
 * @param verdict the worst so far
 * @param announced the verdict that people were told of; empty while it may still pass by itself
 * @param fineSince since when it looks fine again
 */
public record GroupTrouble(GroupKey group, String instanceName, Verdict verdict, Instant since,
        Optional<Verdict> announced, Optional<Instant> fineSince) {
    GroupTrouble seenAs(Verdict now) {
        return new GroupTrouble(group, instanceName, now.compareTo(verdict) < 0 ? now : verdict, since, announced,
                Optional.empty());
    }

    GroupTrouble announcedAs(Verdict now) {
        return new GroupTrouble(group, instanceName, verdict, since, Optional.of(now), fineSince);
    }

    GroupTrouble fineFrom(Instant at) {
        return new GroupTrouble(group, instanceName, verdict, since, announced, Optional.of(fineSince.orElse(at)));
    }
}
