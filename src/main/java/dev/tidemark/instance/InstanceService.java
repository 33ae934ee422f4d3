package dev.tidemark.instance;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.observation.LastGoodCache;
import dev.tidemark.observation.Observed;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Shows each operator the instances they were granted. */
@Service
public class InstanceService {
    // Instances come and go by the day: half a minute saves calls, and a new one is still seen soon.
    private static final Duration FRESH_FOR = Duration.ofSeconds(30);
    private static final Duration KEEP_FOR = Duration.ofHours(12);
    private static final int MOST_REGIONS = 1_000;

    private final Instances instances;
    private final LastGoodCache<Region, List<KafkaInstance>> byRegion;

    InstanceService(Instances instances, Clock clock) {
        this.instances = instances;
        this.byRegion = new LastGoodCache<>(clock, FRESH_FOR, KEEP_FOR, MOST_REGIONS);
    }

    public InstanceOverview list(Operator operator) {
        Map<Region, Observed<List<KafkaInstance>>> answers = new HashMap<>();
        Map<Region, ClusterUnavailable> unreachable = new HashMap<>();
        for (Region region : instances.regions()) {
            try {
                answers.put(region, byRegion.get(region, () -> instances.in(region))
                        .map(all -> all.stream().filter(found -> mayView(operator, found.id())).toList()));
            } catch (ClusterUnavailable problem) {
                unreachable.put(region, problem);
            }
        }
        return new InstanceOverview(answers, unreachable);
    }

    /**
     * The name people gave to an instance, where it can be read: a page never fails for want of it. Asks the instance's own
     * region and no other.
     */
    public Optional<String> nameOf(Operator operator, InstanceId id) {
        return known(operator, id).map(KafkaInstance::name);
    }

    /** One instance where it can be read, for the head of a page, which never fails for want of it. */
    public Optional<KafkaInstance> known(Operator operator, InstanceId id) {
        if (!mayView(operator, id)) {
            return Optional.empty();
        }
        try {
            Region region = instances.locate(id);
            return byRegion.get(region, () -> instances.in(region)).value().stream()
                    .filter(found -> found.id().equals(id)).findFirst();
        } catch (InstanceNotFound | ClusterUnavailable _) {
            return Optional.empty();
        }
    }

    /**
     * One instance with its tags, as the rules for it need them.
     *
     * @throws InstanceNotFound when there is none, or none that the operator may see
     * @throws ClusterUnavailable when it is unknown whether it exists
     */
    public KafkaInstance find(Operator operator, InstanceId id) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, id);
        Region region = instances.locate(id);
        return byRegion.get(region, () -> instances.in(region)).value().stream()
                .filter(found -> found.id().equals(id)).findFirst().orElseThrow(() -> new InstanceNotFound(id));
    }

    private static boolean mayView(Operator operator, InstanceId id) {
        return operator.may(Permission.VIEW_GROUPS, id);
    }
}
