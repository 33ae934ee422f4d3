package dev.tidemark.ckafka.v2;

import dev.tidemark.ckafka.call.InstanceCalls;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.SendPermit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Calls of API v2 about one instance. */
final class V2InstanceCalls {
    private final InstanceCalls instances;
    private final V2Calls calls;

    V2InstanceCalls(Instances instances, V2Calls calls) {
        this.instances = new InstanceCalls(instances, V2Answer.INSTANCE_UNKNOWN);
        this.calls = calls;
    }

    <T> T read(InstanceId instance, V2Request request, Function<JsonNode, T> understand) {
        return instances.about(instance, region -> calls.read(region, request, understand));
    }

    <T> T write(InstanceId instance, V2Request request, SendPermit permit, Function<JsonNode, T> understand) {
        return instances.about(instance, region -> calls.write(region, request, permit, understand));
    }
}
