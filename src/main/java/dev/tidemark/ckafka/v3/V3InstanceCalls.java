package dev.tidemark.ckafka.v3;

import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.SendPermit;
import java.util.function.Supplier;

/** ApiCalls about one instance: sent to its own region, with an unknown instance told from an unavailable cluster. */
final class V3InstanceCalls {
    private final Instances instances;
    private final V3Calls calls;
    private final Caller urgency;

    V3InstanceCalls(Instances instances, V3Calls calls, Caller urgency) {
        this.instances = instances;
        this.calls = calls;
        this.urgency = urgency;
    }

    <T> T read(InstanceId instance, String action, V3Calls.SdkCall<T> call) {
        Region region = instances.locate(instance);
        return known(instance, () -> calls.read(region, action, urgency, call));
    }

    <T> T write(InstanceId instance, String action, SendPermit permit, V3Calls.SdkCall<T> call) {
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
