package dev.tidemark.access;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import java.util.List;

/** An authenticated person or program: a name for the record, and what was granted. */
public record Operator(String name, List<Grant> grants) {
    public Operator {
        grants = List.copyOf(grants);
    }

    /** Whether for any consumer group of the instance. */
    public boolean may(Permission permission, InstanceId instance) {
        return grants.stream().anyMatch(grant -> grant.allows(permission, instance));
    }

    public boolean may(Permission permission, InstanceId instance, ConsumerGroupId group) {
        return grants.stream().anyMatch(grant -> grant.allows(permission, instance, group));
    }

    /** The instances on which something is allowed, for at least some of their groups. */
    public List<IdPattern> where(Permission permission) {
        return grants.stream().filter(grant -> grant.gives(permission)).map(Grant::instances).toList();
    }

    /** Throws where {@link #may(Permission, InstanceId)} says no, so that a service method starts with one line. */
    public void mustBeAllowed(Permission permission, InstanceId instance) {
        if (!may(permission, instance)) {
            throw new AccessDenied(this, permission, instance);
        }
    }
}
