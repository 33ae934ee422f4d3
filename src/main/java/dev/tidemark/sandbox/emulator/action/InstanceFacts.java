package dev.tidemark.sandbox.emulator.action;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.time.Instant;
import java.util.List;

/** What the API says about every instance of the sandbox alike. */
public final class InstanceFacts {
    /** The version that CKafka sells most; the broker behind it is newer. */
    public static final String VERSION = "2.8.1";
    public static final String TYPE = "profession";
    public static final long CREATED = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    public static final long EXPIRES = Instant.parse("2036-01-01T00:00:00Z").getEpochSecond();

    private InstanceFacts() {
    }

    public static String host(SandboxInstance instance) {
        return instance.bootstrapServers().substring(0, instance.bootstrapServers().lastIndexOf(':'));
    }

    public static String port(SandboxInstance instance) {
        return instance.bootstrapServers().substring(instance.bootstrapServers().lastIndexOf(':') + 1);
    }

    public static List<Tag> tags(SandboxInstance instance) {
        return instance.tags().entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
    }

    public record Tag(String tagKey, String tagValue) {
    }
}
