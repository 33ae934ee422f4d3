package dev.tidemark.consumergroup.web;

import dev.tidemark.kafka.InstanceId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Where and when somebody looks, and in which language.
 *
 * @param name of the instance; empty when it could not be had
 */
record Place(InstanceId instance, Optional<String> name, Locale locale, Instant now) {
    GroupLinks links() {
        return new GroupLinks(instance);
    }

    /** The instance's name, or its id where the name is not known. */
    String title() {
        return name.orElse(instance.value());
    }
}
