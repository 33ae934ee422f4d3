package dev.tidemark.instance;

import dev.tidemark.kafka.InstanceId;

/** No account and region that Tidemark watches has an instance of this id. */
public final class InstanceNotFound extends RuntimeException {
    private final InstanceId instance;

    public InstanceNotFound(InstanceId instance) {
        super("no instance " + instance);
        this.instance = instance;
    }

    public InstanceId instance() {
        return instance;
    }
}
