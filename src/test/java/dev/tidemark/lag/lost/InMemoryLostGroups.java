package dev.tidemark.lag.lost;

import dev.tidemark.kafka.GroupKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a database would keep of lost groups; can be down. */
public final class InMemoryLostGroups implements LostGroupStore {
    private final Map<GroupKey, LostGroup> rows = new HashMap<>();
    private boolean down;

    /** For tests in which nothing was ever lost. */
    public static LostGroups none() {
        return new LostGroups(new InMemoryLostGroups());
    }

    void down(boolean now) {
        down = now;
    }

    @Override
    public List<LostGroup> all() {
        mustBeUp();
        return List.copyOf(rows.values());
    }

    @Override
    public Optional<LostGroup> find(GroupKey group) {
        mustBeUp();
        return Optional.ofNullable(rows.get(group));
    }

    @Override
    public void change(Collection<LostGroup> gone, Collection<GroupKey> over) {
        mustBeUp();
        over.forEach(rows::remove);
        gone.forEach(group -> rows.put(group.key(), group));
    }

    private void mustBeUp() {
        if (down) {
            throw new IllegalStateException("the database is down");
        }
    }
}
