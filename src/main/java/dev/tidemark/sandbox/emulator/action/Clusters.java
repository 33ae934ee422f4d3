package dev.tidemark.sandbox.emulator.action;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;

/** Finds the Kafka behind the InstanceId of a request. */
public final class Clusters {
    private final Map<String, Cluster> byId;

    public Clusters(List<SandboxInstance> instances) {
        this.byId = instances.stream().collect(Collectors.toMap(SandboxInstance::id, Cluster::new));
    }

    /** The cluster that the request names; an {@link ApiError} when it names none, or one that does not exist. */
    public Cluster of(Parameters parameters) {
        String id = parameters.requiredText("InstanceId");
        Cluster found = byId.get(id);
        if (found == null) {
            throw unknown(id);
        }
        return found;
    }

    public Map<String, Cluster> byId() {
        return byId;
    }

    /** The group that the request names; Kafka would take the empty one, CKafka does not. */
    public static String group(Parameters parameters, String name) {
        String group = parameters.requiredText(name);
        if (group.isEmpty()) {
            throw ApiError.invalidValue(name, "must not be empty");
        }
        return group;
    }

    /** The topic that the request names, which must exist. */
    public static TopicDescription topic(Cluster cluster, Parameters parameters, String name) {
        String topic = parameters.requiredText(name);
        return Optional.ofNullable(cluster.describeTopics(List.of(topic)).get(topic))
                .orElseThrow(() -> ApiError.ofModule(ApiError.TOPIC_UNKNOWN, "FailedOperation",
                        "The topic `" + topic + "` does not exist."));
    }

    public static ApiError unknown(String id) {
        return ApiError.ofModule(ApiError.INSTANCE_UNKNOWN, "InvalidParameterValue.InstanceNotExist",
                "The instance `" + id + "` does not exist.");
    }
}
