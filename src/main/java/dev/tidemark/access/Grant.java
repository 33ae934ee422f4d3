package dev.tidemark.access;

import dev.tidemark.kafka.InstanceId;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A role on every instance whose id matches a pattern; in the pattern {@code *} stands for any text. */
public record Grant(Role role, String instances) {
    public boolean allows(Permission permission, InstanceId instance) {
        return role.grants(permission) && instance.value().matches(expression());
    }

    private String expression() {
        return Arrays.stream(instances.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
