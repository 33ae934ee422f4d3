package dev.tidemark.ckafka;

import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.SendPermit;
import java.util.function.Supplier;

/** Calls about one instance: sent to its own region, with an unknown instance told from an unavailable cluster. */
final class InstanceCalls {
    private final Instances instances;
    private final CkafkaCalls calls;
    private final Urgency urgency;

    InstanceCalls(Instances instances, CkafkaCalls calls, Urgency urgency) {
        this.instances = instances;
        this.calls = calls;
        this.urgency = urgency;
    }

    <T> T read(InstanceId instance, String action, CkafkaCalls.SdkCall<T> call) {
        Region region = instances.locate(instance);
        return known(instance, () -> calls.read(region, action, urgency, call));
    }

    <T> T write(InstanceId instance, String action, SendPermit permit, CkafkaCalls.SdkCall<T> call) {
        Region region = instances.locate(instance);
        return known(instance, () -> calls.write(region, action, permit, call));
    }

    private static <T> T known(InstanceId instance, Supplier<T> call) {
        try {
            return call.get();
        } catch (ClusterUnavailable problem) {
            if (problem.code().filter("InvalidParameterValue.InstanceNotExist"::equals).isPresent()) {
                throw new InstanceNotFound(instance);
            }
            throw problem;
        }
    }
}
