package dev.tidemark.ckafka.v2;

import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.SendPermit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Moves offsets with SetGroupOffset: one move for all partitions of a topic. Always names exactly one topic, because a
 * list left out means all of them. The error is {@code error_code} here, a number of Kafka's protocol.
 */
public final class V2GroupOffsetsWriter implements GroupOffsetsWriter {
    private static final String ACTION = "SetGroupOffset";
    private static final Capabilities CAPABILITIES = new Capabilities(false, false);

    private final V2InstanceCalls calls;

    public V2GroupOffsetsWriter(Instances instances, V2Calls calls) {
        this.calls = new V2InstanceCalls(instances, calls);
    }

    /** The partitions that the write names are not sent: there is no place for them, and {@link #capabilities} says so. */
    @Override
    public Accepted write(InstanceId instance, ConsumerGroupId group, Write write, SendPermit permit) {
        return switch (write) {
            case Pinned _ -> throw V2Unsupported.refused("v2.offset-per-partition");
            case Resolved resolved -> calls.write(instance, request(instance, group, resolved), permit,
                    data -> accepted(resolved.topic(), data));
        };
    }

    @Override
    public TaskState task(InstanceId instance, long task) {
        return calls.read(instance, new V2Request("CheckTaskStatus").with("flowId", task),
                data -> switch (data.required("status").asInt()) {
                    case 0 -> TaskState.SUCCEEDED;
                    case 1 -> TaskState.FAILED;
                    default -> TaskState.RUNNING;
                });
    }

    @Override
    public Capabilities capabilities(InstanceId instance) {
        return CAPABILITIES;
    }

    private static V2Request request(InstanceId instance, ConsumerGroupId group, Resolved write) {
        V2Request request = new V2Request(ACTION).with("instanceId", instance.value())
                .with("group", group.value()).with("topics", List.of(write.topic()));
        return switch (write.move()) {
            case ByShift by -> request.with("strategy", 0).with("shift", by.shift());
            case ToTime to -> request.with("strategy", 1).with("timestamp", to.timestamp());
            case ToOffset to -> request.with("strategy", 2).with("offset", to.offset());
        };
    }

    /** The request as a whole succeeds even when its topic did not. */
    private static Accepted accepted(String topic, JsonNode data) {
        // With one topic in the request, whatever failed is that topic, also where its name is missing.
        Optional<JsonNode> failed = rows(data, "failed").findFirst();
        if (failed.isPresent()) {
            JsonNode row = failed.get();
            throw new ClusterUnavailable(Reason.REFUSED, Optional.of("error " + row.path("error_code").asString("")),
                    Optional.empty(), row.path("error_msg").asString(""), null);
        }
        JsonNode row = rows(data, "succ").filter(each -> each.path("topic").asString("").equals(topic)).findFirst()
                .orElseThrow(() -> new IllegalStateException(ACTION + " says nothing about its topic"));
        return new Accepted("", OptionalLong.empty(),
                rows(row, "partitions").map(each -> told(row.path("error_code").asInt(0), each)).toList());
    }

    private static PartitionResult told(int topicError, JsonNode row) {
        int own = row.path("error_code").asInt(0);
        int error = own == 0 ? topicError : own;
        JsonNode offset = row.path("offset");
        return new PartitionResult(row.required("partition").asInt(),
                error == 0 && offset.isIntegralNumber()
                        ? OptionalLong.of(offset.longValue())
                        : OptionalLong.empty(),
                error == 0 ? OptionalInt.empty() : OptionalInt.of(error));
    }

    private static Stream<JsonNode> rows(JsonNode parent, String list) {
        return StreamSupport.stream(parent.path(list).spliterator(), false);
    }
}
