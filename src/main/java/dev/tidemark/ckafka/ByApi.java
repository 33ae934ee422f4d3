package dev.tidemark.ckafka;

import dev.tidemark.kafka.InstanceId;

/**
 * One port, implemented for each of the two APIs.
 *
 * @param instances knows which account an instance belongs to, and so by which API it is reached
 */
record ByApi<P>(CkafkaInstances instances, P cloud, P legacy) {
    /** Throws what {@link CkafkaInstances#locate} throws. */
    P to(InstanceId instance) {
        return switch (instances.api(instance)) {
            case V3 -> cloud;
            case V2 -> legacy;
        };
    }
}
