package dev.tidemark.ckafka.v3;

import static dev.tidemark.ckafka.v3.V3GroupAnswers.orEmpty;
import static dev.tidemark.ckafka.v3.V3GroupAnswers.rows;

import com.tencentcloudapi.ckafka.v20190819.models.DescribeInstancesDetailRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeInstancesRequest;
import com.tencentcloudapi.ckafka.v20190819.models.Instance;
import com.tencentcloudapi.ckafka.v20190819.models.InstanceDetail;
import com.tencentcloudapi.ckafka.v20190819.models.InstanceDetailResponse;
import com.tencentcloudapi.ckafka.v20190819.models.InstanceResponse;
import com.tencentcloudapi.ckafka.v20190819.models.Tag;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.call.InstanceSource;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.instance.KafkaInstance.Details;
import dev.tidemark.instance.KafkaInstance.Health;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists instances with DescribeInstances, and reads their tags and versions with DescribeInstancesDetail. */
public final class V3Instances implements InstanceSource {
    private static final Logger LOG = LoggerFactory.getLogger(V3Instances.class);
    // The documented maxima of Limit: DescribeInstances 100, DescribeInstancesDetail 20.
    private static final long PAGE = 100;
    private static final int DETAIL_PAGE = 20;

    private final V3Calls calls;
    private final Caller caller;

    public V3Instances(V3Calls calls, Caller caller) {
        this.calls = calls;
        this.caller = caller;
    }

    @Override
    public List<KafkaInstance> in(Region region, Predicate<String> allowed) {
        List<Instance> found = discover(region, allowed);
        Map<String, InstanceDetail> details = details(region, found);
        return found.stream().map(instance -> toInstance(region, instance,
                Optional.ofNullable(details.get(instance.getInstanceId())))).toList();
    }

    private List<Instance> discover(Region region, Predicate<String> allowed) {
        List<Instance> found = new ArrayList<>();
        long seen = 0;
        while (true) {
            InstanceResponse page = page(region, seen);
            List<Instance> rows = rows(page.getInstanceList()).toList();
            seen += rows.size();
            rows.stream().filter(row -> allowed.test(row.getInstanceId())).forEach(found::add);
            if (rows.size() < PAGE) {
                return found;
            }
        }
    }

    private InstanceResponse page(Region region, long offset) {
        return calls.read(region, "DescribeInstances", caller, client -> {
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
                InstanceDetailResponse page = calls.read(region, "DescribeInstancesDetail", caller, client -> {
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

    private static KafkaInstance toInstance(Region region, Instance found, Optional<InstanceDetail> detail) {
        Map<String, String> tags = detail.stream().flatMap(row -> rows(row.getTags()))
                .collect(Collectors.toMap(Tag::getTagKey, Tag::getTagValue, (one, other) -> one));
        return new KafkaInstance(new InstanceId(found.getInstanceId()),
                Optional.ofNullable(found.getInstanceName()).orElse(""), region.account(), region.name(),
                found.getStatus() == null ? InstanceStatus.UNKNOWN : InstanceStatus.numbered(found.getStatus()),
                detail.map(InstanceDetail::getVersion).filter(version -> !version.isBlank()), tags,
                detail.map(V3Instances::details).orElse(Details.UNKNOWN));
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
