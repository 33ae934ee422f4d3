package dev.tidemark.sandbox.traffic;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.springframework.util.FileSystemUtils;

/** A broker of a test's own, in a temporary folder. */
final class ThrowAwayBroker implements AutoCloseable {
    final Path folder;
    final SandboxInstance instance;
    private final KafkaRaftServer server;

    ThrowAwayBroker(String name) throws Exception {
        folder = Files.createTempDirectory("traffic-broker");
        int port = freePort();
        int controller = freePort();
        Map<String, String> map = new HashMap<>();
        map.put("process.roles", "broker,controller");
        map.put("node.id", "1");
        map.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        map.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        map.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        map.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        map.put("controller.listener.names", "CONTROLLER");
        map.put("inter.broker.listener.name", "PLAINTEXT");
        map.put("log.dirs", folder.toString());
        map.put("offsets.topic.replication.factor", "1");
        map.put("offsets.topic.num.partitions", "8");
        map.put("transaction.state.log.replication.factor", "1");
        map.put("transaction.state.log.min.isr", "1");
        map.put("share.coordinator.state.topic.replication.factor", "1");
        map.put("share.coordinator.state.topic.min.isr", "1");
        map.put("group.initial.rebalance.delay.ms", "0");
        map.put("auto.create.topics.enable", "false");
        map.put("log.cleaner.dedupe.buffer.size", "2097152");
        map.put("log.index.size.max.bytes", "1048576");
        new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(1).setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString()).setDirectories(List.of(folder.toString())).run();
        server = new KafkaRaftServer(new KafkaConfig(map, false), Time.SYSTEM);
        server.startup();
        Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port, "retry.backoff.ms", 1));
        instance = new SandboxInstance("ckafka-sandboxp", name, "ap-guangzhou", Map.of(), "127.0.0.1:" + port, admin);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        instance.admin().close();
        server.shutdown();
        server.awaitShutdown();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }
}
