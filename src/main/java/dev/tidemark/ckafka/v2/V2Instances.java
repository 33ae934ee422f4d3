package dev.tidemark.ckafka.v2;

import dev.tidemark.ckafka.call.InstanceSource;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Lists instances with ListInstance, which tells neither tags nor versions. */
public final class V2Instances implements InstanceSource {
    private static final int PAGE = 20;

    private final V2Calls calls;

    public V2Instances(V2Calls calls) {
        this.calls = calls;
    }

    @Override
    public List<KafkaInstance> in(Region region, Predicate<String> allowed) {
        List<KafkaInstance> found = new ArrayList<>();
        int seen = 0;
        while (true) {
            V2Request request = new V2Request("ListInstance").with("offset", seen).with("limit", PAGE);
            List<KafkaInstance> page = calls.read(region, request, data -> instances(region, data));
            page.stream().filter(instance -> allowed.test(instance.id().value())).forEach(found::add);
            seen += page.size();
            if (page.size() < PAGE) {
                return found;
            }
        }
    }

    private static List<KafkaInstance> instances(Region region, JsonNode data) {
        return StreamSupport.stream(data.required("instanceList").spliterator(), false)
                .map(row -> new KafkaInstance(new InstanceId(row.required("instanceId").stringValue()),
                        row.path("instanceName").asString(""), region.account(), region.name(),
                        InstanceStatus.numbered(row.path("status").asLong(Long.MIN_VALUE)), Optional.empty(), Map.of()))
                .toList();
    }
}
