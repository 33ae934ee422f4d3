package dev.tidemark.sandbox.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * One real Apache Kafka, broker and controller in this process, on a loopback port and in a fresh temporary folder that
 * is deleted when it closes. Starting takes about two seconds; a folder is never used twice, because a restart on old
 * data takes longer than a new one.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final InetAddress address;
    private final int port;
    private final Path folder;
    private final KafkaRaftServer server;

    private EmbeddedBroker(InetAddress address, int port, Path folder, KafkaRaftServer server) {
        this.address = address;
        this.port = port;
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts a broker and returns when it listens.
     *
     * @param port 0 for any free one
     * @param parent an existing folder in which the broker's own is made
     * @throws BrokerPortInUse when another process listens there
     */
    public static EmbeddedBroker start(InetAddress address, int port, Path parent) {
        BrokerExits.record();
        int listening = freePort(address, port);
        Path folder = makeFolder(parent);
        try {
            KafkaConfig config = new KafkaConfig(settings(address, listening, freePort(address, 0), folder), false);
            format(folder);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            EmbeddedBroker broker = new EmbeddedBroker(address, listening, folder, server);
            try {
                server.startup();
            } catch (RuntimeException failure) {
                broker.close();
                throw failure;
            }
            return broker;
        } catch (RuntimeException | Error failure) {
            delete(folder);
            throw failure;
        }
    }

    /** For clients: host and port. */
    public String bootstrapServers() {
        return address.getHostAddress() + ":" + port;
    }

    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            delete(folder);
        }
    }

    private static void format(Path folder) {
        try {
            new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(Uuid.randomUuid().toString()).setNodeId(NODE)
                    .setControllerListenerName(CONTROLLER).setMetadataLogDirectory(folder.toString())
                    .setDirectories(List.of(folder.toString())).run();
        } catch (Exception failure) {
            throw new IllegalStateException("Kafka could not format " + folder, failure);
        }
    }

    private static Map<String, Object> settings(InetAddress address, int port, int controllerPort, Path folder) {
        String host = address.getHostAddress();
        Map<String, Object> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE);
        settings.put("controller.quorum.voters", NODE + "@" + host + ":" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("listeners", "PLAINTEXT://" + host + ":" + port + "," + CONTROLLER + "://" + host + ":"
                + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://" + host + ":" + port);
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", false);
        // One node: every internal topic has one replica, and few partitions start faster.
        settings.put("offsets.topic.replication.factor", (short) 1);
        settings.put("offsets.topic.num.partitions", 8);
        settings.put("transaction.state.log.replication.factor", (short) 1);
        settings.put("transaction.state.log.min.isr", 1);
        settings.put("share.coordinator.state.topic.replication.factor", (short) 1);
        settings.put("share.coordinator.state.topic.min.isr", (short) 1);
        settings.put("group.initial.rebalance.delay.ms", 0);
        // The defaults reserve 128 MB of heap for the cleaner and 10 MB of disk for each segment's index.
        settings.put("log.cleaner.dedupe.buffer.size", 2_097_152L);
        settings.put("log.index.size.max.bytes", 1_048_576);
        // Retention is what keeps the disk use of a sandbox that runs for days bounded.
        settings.put("log.retention.check.interval.ms", 15_000L);
        settings.put("log.segment.delete.delay.ms", 1_000L);
        return settings;
    }

    /** The given port if it is free, or any that is. */
    private static int freePort(InetAddress address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return probe.getLocalPort();
        } catch (IOException busy) {
            throw new BrokerPortInUse(address, port, busy);
        }
    }

    private static Path makeFolder(Path parent) {
        try {
            return Files.createTempDirectory(parent, "kafka-");
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot create a folder in " + parent, failure);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            LOG.warn("Left behind: {}", folder, failure);
        }
    }
}
