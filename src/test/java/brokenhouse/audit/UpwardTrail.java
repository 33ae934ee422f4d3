package brokenhouse.audit;

import brokenhouse.consumergroup.ConsumerGroups;

/** The audit trail knows what a feature does. */
public record UpwardTrail(ConsumerGroups groups) {
}
