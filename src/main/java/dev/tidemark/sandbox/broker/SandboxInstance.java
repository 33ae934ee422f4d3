package dev.tidemark.sandbox.broker;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * One CKafka instance of the sandbox: what the API says about it, and the real Kafka behind it.
 *
 * @param id as in InstanceId, for example {@code ckafka-sandboxp}
 * @param name as in InstanceName
 * @param bootstrapServers of its broker, host:port
 * @param admin a client of that broker with small retry backoff; owned and closed by the sandbox
 */
public record SandboxInstance(String id, String name, String region, Map<String, String> tags, String bootstrapServers,
        Admin admin) {
}
