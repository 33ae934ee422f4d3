package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of the pages about resets, and of the group's page they lead back to. */
public final class ResetLinks {
    private ResetLinks() {
    }

    public static String form(InstanceId instance, ConsumerGroupId group) {
        return UriComponentsBuilder.fromPath("/instances/{id}/resets/new").queryParam("group", "{group}").encode()
                .buildAndExpand(instance.value(), group.value()).toUriString();
    }

    public static String submit(InstanceId instance) {
        return UriComponentsBuilder.fromPath("/instances/{id}/reset-previews").encode()
                .buildAndExpand(instance.value()).toUriString();
    }

    /** A preview, with the zone in which its time was chosen where there is one. */
    public static String preview(String id, String zone) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/reset-previews/{id}");
        return (zone.isEmpty() ? address : address.queryParam("zone", "{zone}")).encode().buildAndExpand(id, zone)
                .toUriString();
    }

    static String group(InstanceId instance, ConsumerGroupId group) {
        return UriComponentsBuilder.fromPath("/instances/{id}/group").queryParam("name", "{name}").encode()
                .buildAndExpand(instance.value(), group.value()).toUriString();
    }

    public static String groups(InstanceId instance) {
        return UriComponentsBuilder.fromPath("/instances/{id}/groups").encode().buildAndExpand(instance.value())
                .toUriString();
    }

    static String history(InstanceId instance, ConsumerGroupId group) {
        return UriComponentsBuilder.fromPath("/resets").queryParam("instance", "{instance}")
                .queryParam("group", "{group}").encode().buildAndExpand(instance.value(), group.value()).toUriString();
    }
}
