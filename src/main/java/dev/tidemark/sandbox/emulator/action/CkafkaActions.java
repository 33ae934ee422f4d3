package dev.tidemark.sandbox.emulator.action;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.time.Clock;
import java.util.List;

/** Every action that the emulator answers. */
public final class CkafkaActions {
    private CkafkaActions() {
    }

    public static List<Action> of(List<SandboxInstance> instances, Clock clock) {
        return List.of();
    }
}
