package brokenhouse.consumergroup.web;

import brokenhouse.consumergroup.ConsumerGroups;

/** A controller that asks the port itself. */
public record PortController(ConsumerGroups groups) {
    String page() {
        return groups.list();
    }
}
