package brokenhouse.lag;

import brokenhouse.ckafka.Adapter;

/** Lag over time knows which cloud it is of. */
public record UpwardLag(Adapter adapter) {
}
