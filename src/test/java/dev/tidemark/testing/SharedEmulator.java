package dev.tidemark.testing;

import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.emulator.EmulatorServer;
import dev.tidemark.sandbox.emulator.EmulatorSettings;
import dev.tidemark.sandbox.emulator.action.CkafkaActions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The sandbox's emulator in front of instances that a test brings along; stopped when the process ends. */
public final class SharedEmulator {
    private final EmulatorServer server;

    private SharedEmulator(EmulatorServer server) {
        this.server = server;
    }

    /** Starts one without request quotas, so that tests do not wait for each other. */
    public static SharedEmulator inFrontOf(SandboxInstance... instances) {
        try {
            Path folder = Files.createTempDirectory("tidemark-test-");
            EmulatorServer server = new EmulatorServer(
                    EmulatorSettings.ofSandbox(InetAddress.getLoopbackAddress(), 0, folder).withoutQuotas(),
                    CkafkaActions.of(List.of(instances), Clock.systemUTC()), Clock.systemUTC());
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return new SharedEmulator(server);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@code tidemark.ckafka.accounts[].endpoint} takes it. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.port();
    }
}
