package brokenhouse.sandbox.traffic;

import brokenhouse.sandbox.broker.Broker;

/** The other half. */
public record Traffic(Broker broker) {
}
