package dev.tidemark.sandbox.emulator.action;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Resets a group's offsets by shift (strategy 0), time (1) or one absolute offset (2). Fields of the other strategies are
 * ignored, whatever they hold, because clients send them along.
 */
record ModifyGroupOffsets(Clusters clusters) implements Action {
    private static final long EARLIEST = -2;
    private static final long LATEST = -1;

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "Group", "Strategy", "Topics", "Shift", "ShiftTimestamp", "Offset", "Partitions");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        String group = Clusters.group(parameters, "Group");
        Strategy strategy = strategy(parameters);
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

    /** Reads the strategy's own field, and none of the others. */
    private static Strategy strategy(Parameters parameters) {
        long number = parameters.requiredNumber("Strategy");
        if (number == 0) {
            long shift = parameters.requiredNumber("Shift");
            return (reset, partitions) -> reset.shifted(partitions, shift);
        }
        if (number == 1) {
            OffsetSpec when = when(parameters.requiredNumber("ShiftTimestamp"));
            return (reset, partitions) -> reset.at(partitions, when);
        }
        if (number == 2) {
            long offset = parameters.requiredNumber("Offset");
            if (offset < 0) {
                throw ApiError.invalidValue("Offset", "must not be negative");
            }
            return (_, partitions) -> partitions.stream()
                    .collect(Collectors.toMap(partition -> partition, _ -> offset));
        }
        throw ApiError.invalidValue("Strategy", "must be 0, 1 or 2");
    }

    private static OffsetSpec when(long timestamp) {
        if (timestamp == EARLIEST) {
            return OffsetSpec.earliest();
        }
        if (timestamp == LATEST) {
            return OffsetSpec.latest();
        }
        if (timestamp < 0) {
            throw ApiError.invalidValue("ShiftTimestamp", "must be -2, -1 or milliseconds since 1970");
        }
        return OffsetSpec.forTimestamp(timestamp);
    }

    /** From the partitions in scope to the offsets to write. */
    private interface Strategy {
        Map<TopicPartition, Long> targets(Reset reset, Set<TopicPartition> partitions);
    }

    record Answer(Result result) {
    }

    record Result(String returnCode, String returnMessage, Data data) {
    }

    record Data(long flowId) {
    }
}
