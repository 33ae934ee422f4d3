package dev.tidemark.offsetreset.web;

import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reset touches, for the head of each of its pages: the group, its instance by its name, and which
 * environment that is.
 *
 * @param environment as the instance is tagged; null where it is not, or where the tags cannot be read now
 * @param production so that the tag is shown in red
 */
public record ResetHeading(String instance, String instanceId, String group, String groupHref, String groupsHref,
        String resetsHref,
        @Nullable String environment, boolean production) {
    private static final Set<String> PRODUCTION = Set.of("prod", "production", "prd", "live");

    public static ResetHeading of(InstanceId instance, ConsumerGroupId group, Optional<KafkaInstance> known) {
        Optional<String> environment = known.flatMap(found -> Optional.ofNullable(found.tags().get("env"))
                .or(() -> Optional.ofNullable(found.tags().get("environment"))));
        return new ResetHeading(known.map(KafkaInstance::name).orElse(instance.value()), instance.value(),
                group.value(),
                ResetLinks.group(instance, group), ResetLinks.groups(instance),
                ResetLinks.history(instance, group),
                environment.map(tag -> tag.toUpperCase(Locale.ROOT)).orElse(null),
                environment.map(tag -> PRODUCTION.contains(tag.toLowerCase(Locale.ROOT))).orElse(false));
    }
}
