package dev.tidemark.sandbox.emulator.action.reset;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ActionFault;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Parameters;
import dev.tidemark.sandbox.emulator.action.Readings;
import dev.tidemark.sandbox.emulator.action.Tasks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Resets a group's offsets by shift (strategy 0), time (1) or one absolute offset (2). Fields of the other strategies are
 * ignored, whatever they hold, because clients send them along.
 */
public record ModifyGroupOffsets(Clusters clusters, Tasks tasks, Readings readings) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "Group", "Strategy", "Topics", "Shift", "ShiftTimestamp", "Offset", "Partitions");
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
        String group = Clusters.group(parameters, "Group");
        Strategy strategy = Strategy.of(parameters);
        List<String> named = Reset.once("Topics", parameters.texts("Topics"));
        boolean all = named.isEmpty() && readings.topicsOmitted() == Readings.TopicsOmitted.ALL;
        if (named.isEmpty() && !all) {
            throw ApiError.missing("Topics");
        }
        List<Long> numbers = Reset.once("Partitions", parameters.numbers("Partitions"));
        Reset reset = Reset.of(cluster, group);
        Collection<String> topics = all ? reset.committedTopics("Topics") : named;
        Map<TopicPartition, Long> targets = strategy.targets(reset, reset.partitions(topics, numbers));
        return () -> reset.write(targets);
    }

    private static Answer accepted(long flowId) {
        return new Answer(new Result("0", "SUCCESS", new Data(flowId)));
    }

    public record Answer(Result result) {
    }

    record Result(String returnCode, String returnMessage, Data data) {
    }

    public record Data(long flowId) {
    }
}
