package dev.tidemark.sandbox.emulator.action;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the Kafka behind the InstanceId of a request. */
final class Clusters {
    private final Map<String, Cluster> byId;

    Clusters(List<SandboxInstance> instances) {
        this.byId = instances.stream().collect(Collectors.toMap(SandboxInstance::id, Cluster::new));
    }

    /** The cluster that the request names; an {@link ApiError} when it names none, or one that does not exist. */
    Cluster of(Parameters parameters) {
        String id = parameters.requiredText("InstanceId");
        Cluster found = byId.get(id);
        if (found == null) {
            throw new ApiError("InvalidParameterValue.InstanceNotExist", "The instance `" + id + "` does not exist.");
        }
        return found;
    }
}
