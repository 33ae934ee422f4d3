package dev.tidemark.ckafka;

import static dev.tidemark.ckafka.GroupAnswers.orEmpty;
import static dev.tidemark.ckafka.GroupAnswers.rows;

import com.tencentcloudapi.ckafka.v20190819.models.DescribeInstancesDetailRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeInstancesRequest;
import com.tencentcloudapi.ckafka.v20190819.models.Instance;
import com.tencentcloudapi.ckafka.v20190819.models.InstanceDetail;
import com.tencentcloudapi.ckafka.v20190819.models.InstanceDetailResponse;
import com.tencentcloudapi.ckafka.v20190819.models.InstanceResponse;
import com.tencentcloudapi.ckafka.v20190819.models.Tag;
import dev.tidemark.ckafka.CkafkaProperties.Account;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.instance.KafkaInstance.Details;
import dev.tidemark.instance.KafkaInstance.Health;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.observation.LastGood;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the instances of the configured accounts and regions with DescribeInstances, behind their allow-lists. */
final class CkafkaInstances implements Instances {
    private static final Logger LOG = LoggerFactory.getLogger(CkafkaInstances.class);
    // The documented maxima of Limit: DescribeInstances 100, DescribeInstancesDetail 20.
    private static final long PAGE = 100;
    private static final int DETAIL_PAGE = 20;
    // Somebody who asks for unknown ids must not make us list every region each time.
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(10);
    private static final Duration KEEP_FOR = Duration.ofHours(12);
    private static final int MOST_REGIONS = 1_000;

    private final List<Account> accounts;
    private final CkafkaCalls calls;
    private final Urgency urgency;
    private final LastGood<Region, List<KafkaInstance>> whereabouts;
    private final Map<InstanceId, Region> seen = new ConcurrentHashMap<>();

    CkafkaInstances(List<Account> accounts, CkafkaCalls calls, Urgency urgency, Clock clock) {
        this.accounts = List.copyOf(accounts);
        this.calls = calls;
        this.urgency = urgency;
        this.whereabouts = new LastGood<>(clock, LOOK_AGAIN_AFTER, KEEP_FOR, MOST_REGIONS);
    }

    @Override
    public List<Region> regions() {
        return accounts.stream()
                .flatMap(account -> account.regions().stream().map(region -> new Region(account.name(), region)))
                .toList();
    }

    @Override
    public List<KafkaInstance> in(Region region) {
        List<Instance> found = discover(region);
        Map<String, InstanceDetail> details = details(region, found);
        List<KafkaInstance> instances = found.stream()
                .map(instance -> toInstance(region, instance,
                        Optional.ofNullable(details.get(instance.getInstanceId()))))
                .sorted(Comparator.comparing(KafkaInstance::id)).toList();
        instances.forEach(instance -> seen.put(instance.id(), region));
        return instances;
    }

    /** An instance never moves to another region, so one that was seen once is not looked for again. */
    @Override
    public Region locate(InstanceId instance) {
        Region known = seen.get(instance);
        return known == null ? lookFor(instance) : known;
    }

    private Region lookFor(InstanceId instance) {
        Optional<ClusterUnavailable> silent = Optional.empty();
        for (Region region : regions()) {
            try {
                if (whereabouts.get(region, () -> in(region)).value().stream()
                        .anyMatch(known -> known.id().equals(instance))) {
                    return region;
                }
            } catch (ClusterUnavailable problem) {
                silent = Optional.of(problem);
            }
        }
        if (silent.isPresent()) {
            throw silent.get();
        }
        throw new InstanceNotFound(instance);
    }

    private List<Instance> discover(Region region) {
        List<Instance> allowed = new ArrayList<>();
        long seen = 0;
        while (true) {
            InstanceResponse page = page(region, seen);
            List<Instance> rows = rows(page.getInstanceList()).toList();
            seen += rows.size();
            rows.stream().filter(row -> isAllowed(region, row.getInstanceId())).forEach(allowed::add);
            if (rows.size() < PAGE) {
                return allowed;
            }
        }
    }

    private InstanceResponse page(Region region, long offset) {
        return calls.read(region, "DescribeInstances", urgency, client -> {
            DescribeInstancesRequest request = new DescribeInstancesRequest();
            request.setOffset(offset);
            request.setLimit(PAGE);
            return client.DescribeInstances(request).getResult();
        });
    }

    /** Tags and version come from a second action; without them an instance is still worth showing. */
    private Map<String, InstanceDetail> details(Region region, List<Instance> instances) {
        Map<String, InstanceDetail> details = new HashMap<>();
        List<String> ids = instances.stream().map(Instance::getInstanceId).toList();
        try {
            for (int from = 0; from < ids.size(); from += DETAIL_PAGE) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + DETAIL_PAGE));
                InstanceDetailResponse page = calls.read(region, "DescribeInstancesDetail", urgency, client -> {
                    DescribeInstancesDetailRequest request = new DescribeInstancesDetailRequest();
                    request.setInstanceIdList(some.toArray(String[]::new));
                    request.setLimit((long) DETAIL_PAGE);
                    return client.DescribeInstancesDetail(request).getResult();
                });
                rows(page.getInstanceList()).forEach(row -> details.put(row.getInstanceId(), row));
            }
        } catch (ClusterUnavailable problem) {
            LOG.warn("No details of the instances in {}: {}", region.name(), problem.text());
        }
        return details;
    }

    private boolean isAllowed(Region region, String id) {
        return accounts.stream().filter(account -> account.name().equals(region.account()))
                .flatMap(account -> account.instances().stream())
                .anyMatch(pattern -> new IdPattern(pattern).matches(id));
    }

    private static KafkaInstance toInstance(Region region, Instance found, Optional<InstanceDetail> detail) {
        Map<String, String> tags = detail.stream().flatMap(row -> rows(row.getTags()))
                .collect(Collectors.toMap(Tag::getTagKey, Tag::getTagValue, (one, other) -> one));
        return new KafkaInstance(new InstanceId(found.getInstanceId()),
                Optional.ofNullable(found.getInstanceName()).orElse(""), region.account(), region.name(),
                found.getStatus() == null ? InstanceStatus.UNKNOWN : InstanceStatus.numbered(found.getStatus()),
                detail.map(InstanceDetail::getVersion).filter(version -> !version.isBlank()), tags,
                detail.map(CkafkaInstances::details).orElse(Details.UNKNOWN));
    }

    private static Details details(InstanceDetail row) {
        return new Details(row.getHealthy() == null ? Health.UNKNOWN : Health.numbered(row.getHealthy()),
                orEmpty(row.getHealthyMessage()), orEmpty(row.getInstanceType()), number(row.getTopicNum()),
                number(row.getPartitionNumber()));
    }

    private static OptionalLong number(@Nullable Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
