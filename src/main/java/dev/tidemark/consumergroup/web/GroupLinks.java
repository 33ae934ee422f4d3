package dev.tidemark.consumergroup.web;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Addresses of the pages about consumer groups. Names of groups travel in the query only, because a path cannot carry
 * every character they may have; what is at its default is left out.
 */
record GroupLinks(InstanceId instance) {
    String list() {
        return UriComponentsBuilder.fromPath("/instances/{id}/groups").encode().buildAndExpand(instance.value())
                .toUriString();
    }

    String list(String search, String state, int offset, LagColumn lag) {
        return with(list(), "search", search, "state", state, "offset", number(offset), "lag", lag.parameter());
    }

    String group(ConsumerGroupId group) {
        return group(group, "", 0, PartitionFilter.ALL);
    }

    String group(ConsumerGroupId group, String search, int offset, PartitionFilter show) {
        String path = UriComponentsBuilder.fromPath("/instances/{id}/group").encode()
                .buildAndExpand(instance.value()).toUriString();
        return with(path, "name", group.value(), "search", search, "offset", number(offset), "show",
                show.parameter());
    }

    String export(ConsumerGroupId group) {
        String path = UriComponentsBuilder.fromPath("/instances/{id}/group/offsets.csv").encode()
                .buildAndExpand(instance.value()).toUriString();
        return with(path, "name", group.value());
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
