package dev.tidemark.ckafka.v2;

import dev.tidemark.ckafka.call.CkafkaApi;
import dev.tidemark.instance.Instances;

/** Puts the adapters of API v2 together; what that API has no action for is refused without a call. */
public final class V2Api {
    private V2Api() {
    }

    public static CkafkaApi of(Instances instances, V2Calls calls) {
        return new CkafkaApi(new V2ConsumerGroups(instances, calls), V2Unsupported.topicOffsets(),
                V2Unsupported.topicSubscribers(), V2Unsupported.messageTimes(), V2Unsupported.offsetsForTimes(),
                new V2GroupOffsetsWriter(instances, calls));
    }
}
