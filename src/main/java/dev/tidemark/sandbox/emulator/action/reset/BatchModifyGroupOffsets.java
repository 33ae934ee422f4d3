package dev.tidemark.sandbox.emulator.action.reset;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ActionFault;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Parameters;
import dev.tidemark.sandbox.emulator.action.Tasks;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Resets partitions to an offset each, in every topic that is named; an absent topic list means all topics of the group.
 * Its fields are named differently from those of {@link ModifyGroupOffsets}, and so is its word for success.
 */
public record BatchModifyGroupOffsets(Clusters clusters, Tasks tasks) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("GroupName", "InstanceId", "Partitions", "TopicName");
    }

    @Override
    public int requestsPerSecond() {
        return 20;
    }

    @Override
    public Answer answer(Parameters parameters) {
        checked(parameters).run();
        return accepted(0);
    }

    @Override
    public Answer answer(Parameters parameters, ActionFault fault) {
        return fault instanceof ActionFault.Task task
                ? accepted(tasks.start(task, checked(parameters)))
                : answer(parameters);
    }

    /** The write, after everything about it was checked. */
    private Runnable checked(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        String group = Clusters.group(parameters, "GroupName");
        Map<Long, Long> offsets = offsets(parameters);
        List<String> named = Reset.once("TopicName", parameters.texts("TopicName"));
        Reset reset = Reset.of(cluster, group);
        Collection<String> topics = named.isEmpty() ? reset.committedTopics("TopicName") : named;
        Map<TopicPartition, Long> targets = new HashMap<>();
        reset.partitions(topics, offsets.keySet()).forEach(
                partition -> targets.put(partition, offsets.getOrDefault((long) partition.partition(), 0L)));
        return () -> reset.write(targets);
    }

    private static Answer accepted(long flowId) {
        return new Answer(new Result("OK", "success", new Data(flowId, new Route(0))));
    }

    private static Map<Long, Long> offsets(Parameters parameters) {
        Map<Long, Long> offsets = new HashMap<>();
        for (Parameters pair : parameters.objects("Partitions")) {
            pair.expectOnly(Set.of("Partition", "Offset"));
            long offset = pair.requiredNumber("Offset");
            if (offset < 0) {
                throw ApiError.invalidValue("Partitions.Offset", "must not be negative");
            }
            if (offsets.put(pair.requiredNumber("Partition"), offset) != null) {
                throw ApiError.repeated("Partitions");
            }
        }
        if (offsets.isEmpty()) {
            throw ApiError.missing("Partitions");
        }
        return offsets;
    }

    public record Answer(Result result) {
    }

    record Result(String returnCode, String returnMessage, Data data) {
    }

    public record Data(long flowId, @JsonProperty("RouteDTO") Route route) {
    }

    record Route(long routeId) {
    }
}
