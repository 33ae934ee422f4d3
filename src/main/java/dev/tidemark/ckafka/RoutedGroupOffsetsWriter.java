package dev.tidemark.ckafka;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.GroupOffsetsWriter;

/** Moves offsets by the API of the instance's account. */
record RoutedGroupOffsetsWriter(ByApi<GroupOffsetsWriter> ports) implements GroupOffsetsWriter {
    @Override
    public Accepted write(InstanceId instance, ConsumerGroupId group, Write write) {
        return ports.to(instance).write(instance, group, write);
    }

    @Override
    public TaskState task(InstanceId instance, long task) {
        return ports.to(instance).task(instance, task);
    }

    @Override
    public Abilities abilities(InstanceId instance) {
        return ports.to(instance).abilities(instance);
    }
}
