package dev.tidemark.instance;

import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.observation.Observed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The instances one operator may see, region by region: a region that does not answer hides none of the others.
 *
 * @param regions what each region answered, or answered last
 * @param unreachable regions that do not answer and never did
 */
public record InstanceOverview(Map<Region, Observed<List<KafkaInstance>>> regions,
        Map<Region, ClusterUnavailable> unreachable) {
    public InstanceOverview {
        regions = Map.copyOf(regions);
        unreachable = Map.copyOf(unreachable);
    }

    /** All instances, ordered by id. */
    public List<KafkaInstance> instances() {
        return regions.values().stream().flatMap(observed -> observed.value().stream())
                .sorted(Comparator.comparing(KafkaInstance::id)).toList();
    }

    /** When the oldest of these figures was read; empty when no region ever answered. */
    public Optional<Instant> observedAt() {
        return regions.values().stream().map(Observed::observedAt).min(Instant::compareTo);
    }
}
