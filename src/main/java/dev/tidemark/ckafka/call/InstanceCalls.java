package dev.tidemark.ckafka.call;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import java.util.function.Function;

/**
 * Calls about one instance: sent to its own region, with an unknown instance told from an unavailable cluster.
 *
 * @param unknownInstance the API's error code for an instance that it does not have
 */
public record InstanceCalls(Instances instances, String unknownInstance) {
    /**
     * Makes a call in the region of an instance.
     *
     * @throws InstanceNotFound when no watched account has the instance, or the API says so
     */
    public <T> T about(InstanceId instance, Function<Region, T> call) {
        Region region = instances.locate(instance);
        try {
            return call.apply(region);
        } catch (ClusterUnavailable problem) {
            if (problem.code().filter(unknownInstance::equals).isPresent()) {
                throw new InstanceNotFound(instance);
            }
            throw problem;
        }
    }
}
