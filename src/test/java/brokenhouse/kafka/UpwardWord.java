package brokenhouse.kafka;

import brokenhouse.access.UpwardPolicy;

/** The vocabulary imports a floor above it, which also closes a circle. */
record UpwardWord(UpwardPolicy policy) {
}
