package brokenhouse.observation;

import brokenhouse.instance.UpwardInstance;

/** Observation imports a floor above it. */
public record UpwardObservation(UpwardInstance above) {
}
