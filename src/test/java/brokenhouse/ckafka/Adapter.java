package brokenhouse.ckafka;

import brokenhouse.sandbox.EmulatorServer;

/** The dashboard knows the sandbox. */
public record Adapter(EmulatorServer emulator) {
}
