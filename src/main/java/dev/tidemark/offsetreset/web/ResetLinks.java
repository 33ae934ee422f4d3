package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.webkit.Link;

/** Addresses of the pages about resets, and of the group's page they lead back to. */
public final class ResetLinks {
    private ResetLinks() {
    }

    public static String form(InstanceId instance, ConsumerGroupId group) {
        return Link.to("/instances/{id}/resets/new", instance).with("group", group.value()).toString();
    }

    public static String submit(InstanceId instance) {
        return Link.to("/instances/{id}/reset-previews", instance).toString();
    }

    /** A preview, with the zone in which its time was chosen where there is one. */
    public static String preview(String id, String zone) {
        return Link.to("/reset-previews/{id}", id).with("zone", zone).toString();
    }

    static String group(InstanceId instance, ConsumerGroupId group) {
        return Link.to("/instances/{id}/group", instance).with("name", group.value()).toString();
    }

    public static String groups(InstanceId instance) {
        return Link.to("/instances/{id}/groups", instance).toString();
    }

    static String history(InstanceId instance, ConsumerGroupId group) {
        return Link.to("/resets").with("instance", instance.value()).with("group", group.value()).toString();
    }
}
