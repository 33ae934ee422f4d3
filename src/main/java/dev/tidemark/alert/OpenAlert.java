package dev.tidemark.alert;

import dev.tidemark.kafka.GroupKey;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * A group in trouble, from when it was first seen until it has been fine for a while.
 *
 * @param verdict the worst so far
 * @param announced the verdict of the last message; empty while it may still pass by itself
 * @param fineSince since when it looks fine again
 */
public record OpenAlert(GroupKey group, String instanceName, Verdict verdict, Instant since,
        Optional<Verdict> announced, Optional<Instant> fineSince) {
    OpenAlert seenAs(Verdict now) {
        return new OpenAlert(group, instanceName, now.compareTo(verdict) < 0 ? now : verdict, since, announced,
                Optional.empty());
    }

    OpenAlert announcedAs(Verdict now) {
        return new OpenAlert(group, instanceName, verdict, since, Optional.of(now), fineSince);
    }

    OpenAlert fineFrom(Instant at) {
        return new OpenAlert(group, instanceName, verdict, since, announced, Optional.of(fineSince.orElse(at)));
    }
}
