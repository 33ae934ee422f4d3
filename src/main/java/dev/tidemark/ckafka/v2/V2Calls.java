package dev.tidemark.ckafka.v2;

import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.offsetreset.write.SendPermit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** How the adapters reach the legacy API of a region's account: with its keys, within its budget, timed. */
public interface V2Calls {
    /**
     * One read, which may be tried again.
     *
     * @param understand from the answer's {@code data}; whatever it throws is reported as an answer that makes no sense
     * @throws ClusterUnavailable when no attempt was answered well
     */
    <T> T read(Region region, V2Request request, Function<JsonNode, T> understand);

    /**
     * One write, sent exactly once.
     *
     * @param permit asked in the last moment before the request's body leaves
     * @throws ClusterUnavailable when it was refused, or when it is unknown whether it was executed: the reason tells
     */
    <T> T write(Region region, V2Request request, SendPermit permit, Function<JsonNode, T> understand);
}
