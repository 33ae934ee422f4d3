package dev.tidemark.lag.retention;

import dev.tidemark.kafka.GroupKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What is known of the data that groups lose, from the last time their topics were asked about. */
@Component
public class DataLossForecasts {
    private final Map<GroupKey, DataLoss> worst = new ConcurrentHashMap<>();

    /** The worst of the topics of a group. */
    public Optional<DataLoss> of(GroupKey group) {
        return Optional.ofNullable(worst.get(group));
    }

    public void put(GroupKey group, List<DataLoss> topics) {
        topics.stream().min(DataLoss.WORST_FIRST).ifPresentOrElse(loss -> worst.put(group, loss),
                () -> worst.remove(group));
    }

    public void keepOnly(Set<GroupKey> groups) {
        worst.keySet().retainAll(groups);
    }
}
