package dev.tidemark.consumergroup.web;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.webkit.Link;

/**
 * Addresses of the pages about consumer groups. Names of groups travel in the query only, because a path cannot carry
 * every character they may have; what is at its default is left out.
 */
public record GroupLinks(InstanceId instance) {
    public String list() {
        return page("groups").toString();
    }

    public String list(String search, String state, int offset, LagColumn lag, GroupSort sort) {
        return page("groups").with("search", search).with("state", state).with("offset", offset)
                .with("lag", lag.parameter()).with("sort", sort.parameter()).toString();
    }

    public String listExport(String search, String state) {
        return page("groups.csv").with("search", search).with("state", state).toString();
    }

    public String group(ConsumerGroupId group) {
        return group(group, GroupPageQuery.plain());
    }

    public String group(ConsumerGroupId group, GroupPageQuery query) {
        Link link = page("group").with("name", group.value()).with("search", query.offsets().search())
                .with("offset", query.offsets().page().offset()).with("show", query.show().parameter())
                .with("sort", query.sort().parameter());
        query.open().forEach(topic -> link.with("topic", topic));
        return link.with("earliest", query.earliest()).with("refresh", query.refresh().parameter()).toString();
    }

    public String export(ConsumerGroupId group) {
        return page("group/offsets.csv").with("name", group.value()).toString();
    }

    /** The groups that read a topic. */
    public String topic(String name) {
        return topic(name, 0, LagColumn.DEFERRED, 0);
    }

    public String topic(String name, int offset, LagColumn lag, int asked) {
        return page("topic").with("name", name).with("offset", offset).with("lag", lag.parameter())
                .with("asked", asked).toString();
    }

    /** The age of the oldest message that the group has not read in a partition. */
    public String oldest(ConsumerGroupId group, String topic, int partition) {
        return page("group/oldest").with("name", group.value()).with("topic", topic)
                .with("partition", Integer.toString(partition)).toString();
    }

    private Link page(String page) {
        return Link.to("/instances/{id}/" + page, instance);
    }
}
