package dev.tidemark.lag.lost;

import dev.tidemark.kafka.GroupKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: the groups that are gone with their last offsets, for the next start and for the other replicas. */
public interface LostGroupStore {
    List<LostGroup> all();

    Optional<LostGroup> find(GroupKey group);

    /** Both or neither; one that is there already is replaced. */
    void change(Collection<LostGroup> gone, Collection<GroupKey> over);
}
