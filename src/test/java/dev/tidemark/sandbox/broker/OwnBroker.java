package dev.tidemark.sandbox.broker;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A broker for one test class, where the shared one will not do: the demo traffic makes topics of fixed names. */
public final class OwnBroker implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final SandboxInstance instance;

    public OwnBroker(String name) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        broker = EmbeddedBroker.start(InetAddress.getLoopbackAddress(), 0, folder);
        instance = new SandboxInstance("ckafka-own", name, "ap-guangzhou", Map.of(), broker.bootstrapServers(),
                Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers(), "retry.backoff.ms", 1L)));
    }

    public SandboxInstance instance() {
        return instance;
    }

    @Override
    public void close() {
        instance.admin().close();
        broker.close();
    }
}
