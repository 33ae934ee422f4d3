package brokenhouse.ckafka.v2;

import brokenhouse.ckafka.Adapter;

/** API v2 leans on the adapters of the other one. */
public record V2Adapter(Adapter other) {
}
