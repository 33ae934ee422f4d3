package dev.tidemark.ckafka.v3;

import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.call.InstanceCalls;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.SendPermit;

/** Calls of API 3.0 about one instance, for one kind of caller. */
final class V3InstanceCalls {
    private final InstanceCalls instances;
    private final V3Calls calls;
    private final Caller caller;

    V3InstanceCalls(Instances instances, V3Calls calls, Caller caller) {
        this.instances = new InstanceCalls(instances, "InvalidParameterValue.InstanceNotExist");
        this.calls = calls;
        this.caller = caller;
    }

    <T> T read(InstanceId instance, String action, V3Calls.SdkCall<T> call) {
        return instances.about(instance, region -> calls.read(region, action, caller, call));
    }

    <T> T write(InstanceId instance, String action, SendPermit permit, V3Calls.SdkCall<T> call) {
        return instances.about(instance, region -> calls.write(region, action, permit, call));
    }
}
