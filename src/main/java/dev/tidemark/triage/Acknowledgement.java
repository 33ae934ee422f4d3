package dev.tidemark.triage;

import dev.tidemark.kafka.GroupKey;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Instant;

/**
 * A group's problem is known: the group moves to the end of the list until a time, or until it gets worse.
 *
 * @param verdict the one that was acknowledged; a worse one is not covered, nor is any other where the group was lost: its
 *     trouble after it came back is another
 */
public record Acknowledgement(GroupKey group, Verdict verdict, String by, String reason, Instant at, Instant until) {
    boolean covers(GroupHealth now, Instant at) {
        boolean same = verdict == Verdict.LOST
                ? now.verdict() == Verdict.LOST
                : now.verdict().compareTo(verdict) >= 0;
        return same && at.isBefore(until);
    }
}
