package brokenhouse.instance;

import brokenhouse.consumergroup.ConsumerGroups;

/** Instances import a floor above them. */
public record UpwardInstance(ConsumerGroups above) {
}
