package brokenhouse.ckafka.legacy;

import brokenhouse.ckafka.Adapter;

/** The legacy API leans on the adapters of the other one. */
public record LegacyAdapter(Adapter other) {
}
