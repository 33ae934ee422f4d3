package dev.tidemark.instance;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import java.util.List;

/** Port: the instances of every configured account and region. */
public interface Instances {
    /** The regions to ask; known without asking the cloud. */
    List<Region> regions();

    /**
     * Every instance of one region that the allow-list lets through, ordered by id.
     *
     * @throws ClusterUnavailable when this region does not answer; the others may
     */
    List<KafkaInstance> in(Region region);

    /**
     * Remembers the region of an instance, so that calls for it go to the right region with the right keys.
     *
     * @throws InstanceNotFound when no region knows it, or the allow-list hides it
     * @throws ClusterUnavailable when it was not found and a region did not answer
     */
    Region locate(InstanceId instance);

    /** One region of one account, by the names in configuration. */
    record Region(String account, String name) {
    }
}
