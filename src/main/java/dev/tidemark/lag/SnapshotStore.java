package dev.tidemark.lag;

import java.time.Instant;
import java.util.Optional;

/** Port: the last picture of all groups, for the replicas that do not sweep and for the next start. */
public interface SnapshotStore {
    void save(LagSnapshot snapshot);

    /** The stored picture, when its sweep began after that of the one at hand. */
    Optional<LagSnapshot> newerThan(Instant sweptAt);
}
