package dev.tidemark.sandbox;

import dev.tidemark.sandbox.broker.EmbeddedBroker;
import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.emulator.CkafkaActions;
import dev.tidemark.sandbox.emulator.EmulatorServer;
import dev.tidemark.sandbox.emulator.EmulatorSettings;
import dev.tidemark.sandbox.emulator.action.Readings;
import dev.tidemark.sandbox.traffic.DemoScenario;
import dev.tidemark.sandbox.traffic.DemoTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.FileSystemUtils;

/**
 * The whole sandbox as one thing that starts and stops: two brokers, the emulator in front of them, and the demo traffic,
 * all in one temporary folder. Starts before the dashboard listens and stops after it.
 */
final class Sandbox implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final String REGION = "ap-guangzhou";
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final SandboxProperties properties;
    private final Clock clock;
    /** What has started, last first: stopping takes them off in that order. */
    private final Deque<Part> parts = new ConcurrentLinkedDeque<>();
    private volatile boolean running;

    Sandbox(SandboxProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        try {
            InetAddress address = InetAddress.getByName(properties.address());
            Path folder = Files.createTempDirectory("tidemark-sandbox-");
            parts.push(() -> FileSystemUtils.deleteRecursively(folder));
            List<SandboxInstance> instances = startInstances(address, folder);
            startEmulator(address, folder, instances);
            if (properties.traffic()) {
                awaitBegun(List.of(startTraffic(instances.getFirst(), DemoScenario.ordersProd()),
                        startTraffic(instances.getLast(), DemoScenario.ordersDev())));
            }
            running = true;
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    "tidemark.sandbox.address is not an address: " + properties.address(), unknown);
        } catch (IOException failure) {
            throw new UncheckedIOException("The sandbox needs a temporary folder", failure);
        } finally {
            if (!running) {
                stop();
            }
        }
    }

    private List<SandboxInstance> startInstances(InetAddress address, Path folder) {
        int first = properties.kafkaPort();
        int second = first == 0 ? 0 : first + 1;
        // Beside each other: on two cores that saves a second of the two that a broker takes. On threads of our own: Kafka
        // finds classes by name, and threads of the common pool do not see the jars within the executable jar.
        try (ExecutorService starters = Executors.newFixedThreadPool(2)) {
            var prod = CompletableFuture.supplyAsync(() -> startBroker(address, first, folder), starters);
            var dev = CompletableFuture.supplyAsync(() -> startBroker(address, second, folder), starters);
            // Both are waited for even when one fails, so that whatever started can be stopped.
            CompletableFuture.allOf(prod, dev).join();
            return List.of(instance("ckafka-sandboxp", "orders-prod", "prod", prod.join()),
                    instance("ckafka-sandboxd", "orders-dev", "dev", dev.join()));
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private EmbeddedBroker startBroker(InetAddress address, int port, Path folder) {
        EmbeddedBroker broker = EmbeddedBroker.start(address, port, folder);
        parts.push(broker::close);
        return broker;
    }

    private SandboxInstance instance(String id, String name, String environment, EmbeddedBroker broker) {
        // Describing a group asks the newer API first and pauses before the older one: 100 ms by default, each time.
        Admin admin = Admin
                .create(Map.of("bootstrap.servers", broker.bootstrapServers(), "client.id", "sandbox-" + name,
                        "retry.backoff.ms", 1L, "retry.backoff.max.ms", 50L));
        parts.push(() -> admin.close(Duration.ofSeconds(2)));
        return new SandboxInstance(id, name, REGION, Map.of("env", environment), broker.bootstrapServers(), admin);
    }

    private void startEmulator(InetAddress address, Path folder, List<SandboxInstance> instances) {
        EmulatorSettings settings = EmulatorSettings.ofSandbox(address, properties.emulatorPort(), folder);
        Readings readings = new Readings();
        EmulatorServer emulator = new EmulatorServer(properties.quotas() ? settings : settings.withoutQuotas(),
                CkafkaActions.of(instances, readings, clock), readings, clock);
        emulator.start();
        parts.push(emulator::close);
        LOG.info("Sandbox: CKafka API at http://{}:{}, Kafka at {} and {}", address.getHostAddress(), emulator.port(),
                instances.getFirst().bootstrapServers(), instances.getLast().bootstrapServers());
    }

    private DemoTraffic startTraffic(SandboxInstance instance, DemoScenario cast) {
        DemoTraffic traffic = DemoTraffic.start(instance, cast, clock);
        parts.push(traffic::close);
        return traffic;
    }

    /** So that the first page has something to show; on a slow machine it may begin without. */
    private static void awaitBegun(List<DemoTraffic> traffics) {
        try {
            for (DemoTraffic traffic : traffics) {
                if (!traffic.awaitBegun(PATIENCE)) {
                    LOG.info("Sandbox: the demo traffic is still being prepared");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        for (Part part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.stop();
            } catch (IOException | RuntimeException failure) {
                LOG.warn("A part of the sandbox did not stop cleanly", failure);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, whose phase is near the greatest. */
    @Override
    public int getPhase() {
        return 0;
    }

    private interface Part {
        void stop() throws IOException;
    }
}
