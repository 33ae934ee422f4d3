package dev.tidemark.sandbox.emulator.action;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Resets a group's offsets by shift (strategy 0), time (1) or one absolute offset (2). Fields of the other strategies are
 * ignored, whatever they hold, because clients send them along.
 */
record ModifyGroupOffsets(Clusters clusters) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "Group", "Strategy", "Topics", "Shift", "ShiftTimestamp", "Offset", "Partitions");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        String group = Clusters.group(parameters, "Group");
        Strategy strategy = Strategy.of(parameters);
        List<String> topics = parameters.texts("Topics");
        if (topics.isEmpty()) {
            throw ApiError.missing("Topics");
        }
        List<Long> numbers = parameters.numbers("Partitions");
        Reset reset = Reset.of(cluster, group);
        Set<TopicPartition> partitions = reset.partitions(topics, numbers);
        reset.write(strategy.targets(reset, partitions));
        return new Answer(new Result("0", "SUCCESS", new Data(0)));
    }

    record Answer(Result result) {
    }

    record Result(String returnCode, String returnMessage, Data data) {
    }

    record Data(long flowId) {
    }
}
