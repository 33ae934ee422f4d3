package dev.tidemark.consumergroup.web;

/**
 * What a page is about, and the instance in its breadcrumbs.
 *
 * @param name of the group or topic, or of the instance itself
 * @param instance its name where known, else its id
 * @param groupsHref the consumer groups of the instance
 */
public record PageHeading(String name, String instanceId, String instance, String groupsHref) {
}
