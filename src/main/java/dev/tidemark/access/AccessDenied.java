package dev.tidemark.access;

import dev.tidemark.kafka.InstanceId;

/** Refused by policy: says who wanted what, and where. */
public final class AccessDenied extends RuntimeException {
    private final Permission permission;
    private final InstanceId instance;

    public AccessDenied(Operator operator, Permission permission, InstanceId instance) {
        super(operator.name() + " has no " + permission + " on " + instance);
        this.permission = permission;
        this.instance = instance;
    }

    public Permission permission() {
        return permission;
    }

    public InstanceId instance() {
        return instance;
    }
}
