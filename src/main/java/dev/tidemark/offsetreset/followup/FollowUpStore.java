package dev.tidemark.offsetreset.followup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: what became of groups after their resets, for every replica to show. */
public interface FollowUpStore {
    /** Resets that were applied, at least in part, at that time or later, and are not followed yet. */
    List<Long> notFollowed(Instant since);

    /**
     * Begins one.
     *
     * @return false when another process was faster
     */
    boolean add(FollowUp begun);

    /** With its partitions. */
    Optional<FollowUp> find(long reset);

    /** Those that are open, and those that ended at that time or later; without their partitions, the newest reset first. */
    List<FollowUp> current(Instant endedSince);

    /**
     * Replaces one that no other process has changed since it was read.
     *
     * @return false when another has
     */
    boolean save(FollowUp next);
}
