package dev.tidemark.ckafka.v2;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.SendPermit;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Calls about one instance: sent to its own region, with an unknown instance told from an unavailable cluster. */
final class V2InstanceCalls {
    private final Instances instances;
    private final V2Calls calls;

    V2InstanceCalls(Instances instances, V2Calls calls) {
        this.instances = instances;
        this.calls = calls;
    }

    <T> T read(InstanceId instance, V2Request request, Function<JsonNode, T> understand) {
        Region region = instances.locate(instance);
        return known(instance, () -> calls.read(region, request, understand));
    }

    <T> T write(InstanceId instance, V2Request request, SendPermit permit, Function<JsonNode, T> understand) {
        Region region = instances.locate(instance);
        return known(instance, () -> calls.write(region, request, permit, understand));
    }

    private static <T> T known(InstanceId instance, Supplier<T> call) {
        try {
            return call.get();
        } catch (ClusterUnavailable problem) {
            if (problem.code().filter(V2Answer.INSTANCE_UNKNOWN::equals).isPresent()) {
                throw new InstanceNotFound(instance);
            }
            throw problem;
        }
    }
}
