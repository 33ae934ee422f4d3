package brokenhouse.sandbox.broker;

import brokenhouse.sandbox.traffic.Traffic;

/** One half of a circle inside the sandbox. */
public record Broker(Traffic traffic) {
}
