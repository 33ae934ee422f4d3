package dev.tidemark.access;

import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;

/** A role on every instance whose id matches a pattern. */
public record Grant(Role role, IdPattern instances) {
    public boolean allows(Permission permission, InstanceId instance) {
        return role.grants(permission) && instances.matches(instance.value());
    }
}
