package brokenhouse.history;

import brokenhouse.ckafka.Adapter;

/** History knows which cloud it is of. */
public record UpwardHistory(Adapter adapter) {
}
