package dev.tidemark.ckafka.call;

import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import java.util.List;
import java.util.function.Predicate;

/** Finds the instances of one region by one of the two APIs. */
public interface InstanceSource {
    /**
     * Every instance of the region that is allowed, in no order.
     *
     * @param allowed asked for each id, before anything more is read about it
     * @throws ClusterUnavailable when the region does not answer
     */
    List<KafkaInstance> in(Region region, Predicate<String> allowed);
}
