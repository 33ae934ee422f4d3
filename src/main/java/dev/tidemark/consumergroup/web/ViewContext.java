package dev.tidemark.consumergroup.web;

import dev.tidemark.kafka.InstanceId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The instance, the time and the language of one view.
 *
 * @param name of the instance; empty when it could not be read
 */
public record ViewContext(InstanceId instance, Optional<String> name, Locale locale, Instant now) {
    public GroupLinks links() {
        return new GroupLinks(instance);
    }

    /** The instance's name, or its id where the name is not known. */
    public String title() {
        return name.orElse(instance.value());
    }

    /** The heading of a page about one group or one topic of the instance. */
    public PageHeading heading(String subject) {
        return new PageHeading(subject, instance.value(), title(), links().list());
    }
}
