package dev.tidemark.instance.web;

import dev.tidemark.access.Operator;
import dev.tidemark.instance.InstanceOverview;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The CKafka instances that are watched. */
@RestController
class InstanceApi {
    private final InstanceService instances;

    InstanceApi(InstanceService instances) {
        this.instances = instances;
    }

    /** Lists the instances of all accounts and regions. A region that does not answer hides none of the others. */
    @GetMapping("/api/v1/instances")
    Answer listInstances(Operator operator) {
        InstanceOverview overview = instances.list(operator);
        List<Instance> all = overview.instances().stream().map(Instance::of).toList();
        return new Answer(all.size(), all, unreachable(overview));
    }

    private static List<Unreachable> unreachable(InstanceOverview overview) {
        SortedMap<Region, ClusterUnavailable> problems = new TreeMap<>(
                Comparator.comparing(Region::account).thenComparing(Region::name));
        problems.putAll(overview.unreachable());
        overview.regions().forEach(
                (region, observed) -> observed.problem().ifPresent(problem -> problems.put(region, problem)));
        return problems.entrySet().stream().map(entry -> Unreachable.of(entry.getKey(), entry.getValue())).toList();
    }

    /**
     * All instances the caller may see.
     *
     * @param total how many there are
     * @param unreachable regions that do not answer now
     */
    public record Answer(long total, List<Instance> instances, List<Unreachable> unreachable) {
    }

    /**
     * One CKafka instance.
     *
     * @param region for example {@code ap-guangzhou}
     * @param tags by their keys; empty through API v2, which does not tell them
     */
    record Instance(String instanceId, String name, String region, String status, Map<String, String> tags) {
        static Instance of(KafkaInstance instance) {
            return new Instance(instance.id().value(), instance.name(), instance.region(), instance.status().name(),
                    new TreeMap<>(instance.tags()));
        }
    }

    /**
     * A region that does not answer now; what it answered last, if ever, is among the instances.
     *
     * @param code the error code of Tencent Cloud
     * @param requestId the request id of Tencent Cloud
     */
    record Unreachable(String account, String region, @Nullable String code, @Nullable String requestId,
            String message) {
        static Unreachable of(Region region, ClusterUnavailable problem) {
            return new Unreachable(region.account(), region.name(), problem.code().orElse(null),
                    problem.requestId().orElse(null), problem.text());
        }
    }
}
