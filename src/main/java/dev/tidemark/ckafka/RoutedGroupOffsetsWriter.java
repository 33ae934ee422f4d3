package dev.tidemark.ckafka;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.SendPermit;

/** Moves offsets by the API of the instance's account. */
record RoutedGroupOffsetsWriter(ByApi<GroupOffsetsWriter> ports) implements GroupOffsetsWriter {
    @Override
    public Accepted write(InstanceId instance, ConsumerGroupId group, Write write, SendPermit permit) {
        return ports.to(instance).write(instance, group, write, permit);
    }

    @Override
    public TaskState task(InstanceId instance, long task) {
        return ports.to(instance).task(instance, task);
    }

    @Override
    public Capabilities capabilities(InstanceId instance) {
        return ports.to(instance).capabilities(instance);
    }
}
