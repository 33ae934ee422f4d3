package dev.tidemark.ckafka.v3;

import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.call.CkafkaApi;
import dev.tidemark.ckafka.call.RequestBudget;
import dev.tidemark.instance.Instances;

/** Puts the adapters of API 3.0 together. */
public final class V3Api {
    private V3Api() {
    }

    public static CkafkaApi of(Instances instances, V3Calls calls, RequestBudget budget, Caller caller) {
        return new CkafkaApi(new V3ConsumerGroups(instances, calls, caller),
                new V3TopicOffsets(instances, calls, caller),
                new V3TopicSubscribers(instances, calls, caller),
                new V3MessageTimes(instances, calls, caller),
                new V3OffsetsForTimes(instances, calls, budget), new V3GroupOffsetsWriter(instances, calls));
    }
}
