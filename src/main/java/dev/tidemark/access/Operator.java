package dev.tidemark.access;

import dev.tidemark.kafka.InstanceId;
import java.util.List;

/** An authenticated person or program: a name for the record, and what was granted. */
public record Operator(String name, List<Grant> grants) {
    public Operator {
        grants = List.copyOf(grants);
    }

    public boolean may(Permission permission, InstanceId instance) {
        return grants.stream().anyMatch(grant -> grant.allows(permission, instance));
    }

    /** Throws where {@link #may} says no, so that a service method starts with one line. */
    public void mustBeAllowed(Permission permission, InstanceId instance) {
        if (!may(permission, instance)) {
            throw new AccessDenied(this, permission, instance);
        }
    }
}
