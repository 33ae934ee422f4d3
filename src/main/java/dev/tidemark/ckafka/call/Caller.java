package dev.tidemark.ckafka.call;

/** Who waits for a call: people go first when the quota is short. */
public enum Caller {
    INTERACTIVE, BACKGROUND
}
