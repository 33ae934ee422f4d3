package dev.tidemark.lag;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.GroupSamples;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Answers what resets ask of the sweep, from memory: the snapshot of all groups, and the samples where this process has them. */
@Component
class SampledGroups implements GroupSamples {
    private final LagMonitor monitor;

    SampledGroups(LagMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public Optional<Sampled> of(InstanceId instance, ConsumerGroupId group) {
        GroupKey key = new GroupKey(instance, group);
        Map<TopicPartition, List<Sample>> partitions = new HashMap<>();
        monitor.histories(key).forEach((partition, seen) -> partitions.put(partition, samples(seen)));
        return monitor.latest(key).map(health -> new Sampled(health.observedAt(), health.state(), health.members(),
                health.committedWithoutMembersAt(), partitions));
    }

    private static List<Sample> samples(PartitionHistory seen) {
        return IntStream.range(0, seen.size())
                .mapToObj(sample -> new Sample(Instant.ofEpochSecond(seen.time(sample)),
                        seen.committed(sample) == PartitionHistory.NONE
                                ? OptionalLong.empty()
                                : OptionalLong.of(seen.committed(sample)),
                        seen.logEnd(sample)))
                .toList();
    }
}
