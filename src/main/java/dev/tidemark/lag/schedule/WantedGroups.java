package dev.tidemark.lag.schedule;

import dev.tidemark.kafka.GroupKey;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The groups whose figures are wanted fresh, each until a time: being looked at, being reset, or changed lately. */
public final class WantedGroups {
    private final Map<GroupKey, Instant> until = new ConcurrentHashMap<>();

    /** Wants a group until a time, or until the later one that was said before. */
    public void want(GroupKey group, Instant end) {
        until.merge(group, end, (before, now) -> before.isAfter(now) ? before : now);
    }

    public boolean isWanted(GroupKey group, Instant now) {
        Instant end = until.get(group);
        return end != null && end.isAfter(now);
    }

    /** Drops those whose time is over. */
    public void forgetBefore(Instant now) {
        until.values().removeIf(end -> !end.isAfter(now));
    }
}
