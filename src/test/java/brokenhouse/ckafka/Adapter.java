package brokenhouse.ckafka;

import brokenhouse.consumergroup.ConsumerGroups;
import brokenhouse.sandbox.EmulatorServer;

/** The dashboard knows the sandbox. */
public record Adapter(EmulatorServer emulator) implements ConsumerGroups {
    @Override
    public String list() {
        return emulator.toString();
    }
}
