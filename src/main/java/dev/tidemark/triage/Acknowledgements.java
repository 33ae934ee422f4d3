package dev.tidemark.triage;

import dev.tidemark.kafka.GroupKey;
import java.time.Instant;
import java.util.List;

/** Port: what was acknowledged; at most one for a group, the last. */
public interface Acknowledgements {
    void put(Acknowledgement acknowledgement);

    /** Whether there was one. */
    boolean remove(GroupKey group);

    /** Those that still hold; what ran out is forgotten. */
    List<Acknowledgement> at(Instant now);
}
