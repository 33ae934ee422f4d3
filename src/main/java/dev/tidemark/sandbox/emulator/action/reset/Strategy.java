package dev.tidemark.sandbox.emulator.action.reset;

import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How a reset finds its offsets: by shift (strategy 0), time (1) or one absolute offset (2), in API 3.0 and the legacy one
 * alike. From the partitions in scope to the offsets to write.
 */
interface Strategy {
    long EARLIEST = -2;
    long LATEST = -1;

    Map<TopicPartition, Long> targets(Reset reset, Set<TopicPartition> partitions);

    /** Reads the strategy's own field, and none of the others. */
    static Strategy of(Parameters parameters) {
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
        // Of the codes documented for the action, the one that says what is to be done is wrong.
        throw new ApiError("InvalidParameterValue.WrongAction",
                "The value of the parameter `Strategy` must be 0, 1 or 2.");
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
}
