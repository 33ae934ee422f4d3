package dev.tidemark.history;

import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.Lag;
import dev.tidemark.lag.timeindex.TimeLag;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a sweep saw of a group, or of one topic of it.
 *
 * @param topic empty for the whole group
 * @param timeLag of the partition where it is longest; empty where it is not known
 */
public record HistorySample(GroupKey group, String topic, Instant at, Lag lag, Optional<TimeLag> timeLag,
        OptionalInt members) {
}
