package dev.tidemark.ckafka.legacy;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.SendPermit;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Calls about one instance: sent to its own region, with an unknown instance told from an unavailable cluster. */
final class LegacyInstanceCalls {
    private final Instances instances;
    private final LegacyCalls calls;

    LegacyInstanceCalls(Instances instances, LegacyCalls calls) {
        this.instances = instances;
        this.calls = calls;
    }

    <T> T read(InstanceId instance, LegacyRequest request, Function<JsonNode, T> understand) {
        Region region = instances.locate(instance);
        return known(instance, () -> calls.read(region, request, understand));
    }

    <T> T write(InstanceId instance, LegacyRequest request, SendPermit permit, Function<JsonNode, T> understand) {
        Region region = instances.locate(instance);
        return known(instance, () -> calls.write(region, request, permit, understand));
    }

    private static <T> T known(InstanceId instance, Supplier<T> call) {
        try {
            return call.get();
        } catch (ClusterUnavailable problem) {
            if (problem.code().filter(LegacyAnswer.INSTANCE_UNKNOWN::equals).isPresent()) {
                throw new InstanceNotFound(instance);
            }
            throw problem;
        }
    }
}
