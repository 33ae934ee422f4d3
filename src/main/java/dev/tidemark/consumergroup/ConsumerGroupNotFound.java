package dev.tidemark.consumergroup;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;

/** The instance has no such consumer group: CKafka calls it Dead and knows no offsets of it. */
public final class ConsumerGroupNotFound extends RuntimeException {
    private final InstanceId instance;
    private final ConsumerGroupId group;

    public ConsumerGroupNotFound(InstanceId instance, ConsumerGroupId group) {
        super("no consumer group " + group + " on " + instance);
        this.instance = instance;
        this.group = group;
    }

    public InstanceId instance() {
        return instance;
    }

    public ConsumerGroupId group() {
        return group;
    }
}
