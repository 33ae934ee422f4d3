package dev.tidemark.consumergroup.web;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Addresses of the pages about consumer groups. Names of groups travel in the query only, because a path cannot carry
 * every character they may have; what is at its default is left out.
 */
public record GroupLinks(InstanceId instance) {
    public String list() {
        return instance("groups");
    }

    public String list(String search, String state, int offset, LagColumn lag, GroupSort sort) {
        return with(list(), "search", search, "state", state, "offset", number(offset), "lag", lag.parameter(), "sort",
                sort.parameter());
    }

    public String listExport(String search, String state) {
        return with(instance("groups.csv"), "search", search, "state", state);
    }

    public String group(ConsumerGroupId group) {
        return group(group, GroupPageQuery.plain());
    }

    public String group(ConsumerGroupId group, GroupPageQuery query) {
        List<String> pairs = new ArrayList<>(List.of("name", group.value(), "search", query.offsets().search(),
                "offset", number(query.offsets().page().offset()), "show", query.show().parameter(), "sort",
                query.sort().parameter()));
        query.open().forEach(topic -> pairs.addAll(List.of("topic", topic)));
        pairs.addAll(List.of("earliest", query.earliest(), "refresh", query.refresh().parameter()));
        return with(instance("group"), pairs.toArray(String[]::new));
    }

    public String export(ConsumerGroupId group) {
        return with(instance("group/offsets.csv"), "name", group.value());
    }

    /** The groups that read a topic. */
    public String topic(String name) {
        return topic(name, 0, LagColumn.LATER, 0);
    }

    public String topic(String name, int offset, LagColumn lag, int asked) {
        return with(instance("topic"), "name", name, "offset", number(offset), "lag", lag.parameter(), "asked",
                number(asked));
    }

    /** The question how old the oldest message is that the group has not read in a partition. */
    public String oldest(ConsumerGroupId group, String topic, int partition) {
        return with(instance("group/oldest"), "name", group.value(), "topic", topic, "partition",
                Integer.toString(partition));
    }

    private String instance(String page) {
        return UriComponentsBuilder.fromPath("/instances/{id}/" + page).encode().buildAndExpand(instance.value())
                .toUriString();
    }

    private static String number(int offset) {
        return offset == 0 ? "" : Integer.toString(offset);
    }

    private static String with(String path, String... pairs) {
        UriComponentsBuilder address = UriComponentsBuilder.newInstance();
        Object[] values = new Object[pairs.length / 2];
        int used = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                // A placeholder is encoded strictly; a value put in directly would keep its plus signs and ampersands.
                address.queryParam(pairs[i], "{" + pairs[i] + "}");
                values[used++] = pairs[i + 1];
            }
        }
        return path + address.encode().buildAndExpand(values).toUriString();
    }
}
