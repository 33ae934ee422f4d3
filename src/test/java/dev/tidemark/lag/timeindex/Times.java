package dev.tidemark.lag.timeindex;

import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.verdict.PartitionSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An index that saw what the samples of one partition show, and nothing before. */
public final class Times {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-one");
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private Times() {
    }

    public static PartitionTimes of(PartitionSamples seen) {
        OffsetTimeIndex index = new OffsetTimeIndex(Duration.ofDays(7));
        for (int sample = 0; sample < seen.size(); sample++) {
            Instant at = Instant.ofEpochSecond(seen.time(sample));
            index.add(INSTANCE, PARTITION.topic(), Map.of(0, OptionalLong.of(seen.logEnd(sample))), at, at);
        }
        return index.of(INSTANCE, PARTITION.topic()).partition(PARTITION.partition());
    }

    public static Optional<TimeLag> exactly(long seconds) {
        Duration age = Duration.ofSeconds(seconds);
        return Optional.of(new TimeLag(age, age, Optional.of(age)));
    }

    public static Optional<TimeLag> atLeast(long seconds) {
        return Optional.of(TimeLag.atLeast(Duration.ofSeconds(seconds)));
    }
}
