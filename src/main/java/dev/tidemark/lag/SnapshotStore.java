package dev.tidemark.lag;

import java.time.Instant;
import java.util.Optional;

/** Port: the last snapshot of all groups, for the replicas that do not sweep and for the next start. */
public interface SnapshotStore {
    void save(LagSnapshot snapshot);

    /** The stored snapshot, if its sweep began after this time. */
    Optional<LagSnapshot> newerThan(Instant sweptAt);
}
