package brokenhouse.access;

import brokenhouse.observation.UpwardObservation;

/** Access imports a floor above it. */
public record UpwardPolicy(UpwardObservation above) {
}
