package brokenhouse.offsetreset;

import brokenhouse.ckafka.Adapter;

/** A reset knows which cloud it is for. */
public record UpwardReset(Adapter adapter) {
}
