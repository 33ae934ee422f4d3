package dev.tidemark.testing;

import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.emulator.CkafkaActions;
import dev.tidemark.sandbox.emulator.EmulatorServer;
import dev.tidemark.sandbox.emulator.EmulatorSettings;
import dev.tidemark.sandbox.emulator.action.Readings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox's emulator in front of instances that a test brings along; stopped when the process ends. */
public final class SharedEmulator {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final EmulatorServer server;

    private SharedEmulator(EmulatorServer server) {
        this.server = server;
    }

    /** Starts one without request quotas, so that tests do not wait for each other. */
    public static SharedEmulator inFrontOf(SandboxInstance... instances) {
        return start(settings().withoutQuotas(), instances);
    }

    /** Starts one that keeps the cloud's request quotas, for benchmarks. */
    public static SharedEmulator withQuotas(SandboxInstance... instances) {
        return start(settings(), instances);
    }

    private static EmulatorSettings settings() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return EmulatorSettings.ofSandbox(InetAddress.getLoopbackAddress(), 0, folder);
    }

    private static SharedEmulator start(EmulatorSettings settings, SandboxInstance... instances) {
        Readings readings = new Readings();
        EmulatorServer server = new EmulatorServer(settings,
                CkafkaActions.of(List.of(instances), readings, Clock.systemUTC()), readings, Clock.systemUTC());
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return new SharedEmulator(server);
    }

    /** Arms one fault for the next request of an action; code and delay are used by the kinds that need them. */
    public void arm(String action, String kind, String code, Duration delay) {
        arm(action, kind, code, delay, 1);
    }

    /** Arms a fault for the next requests of an action. */
    public void arm(String action, String kind, String code, Duration delay, int times) {
        Map<String, Object> fault = new HashMap<>(Map.of("action", action, "kind", kind, "times", times));
        if (!code.isEmpty() && Set.of("code", "return-code", "task", "partition-error").contains(kind)) {
            fault.put("code", code);
        }
        if (Set.of("delay", "task").contains(kind)) {
            fault.put("millis", delay.toMillis());
        }
        arm(fault);
    }

    /** Arms a fault with every field that the switch takes. */
    public void arm(Map<String, Object> fault) {
        String answer = send(HttpRequest.newBuilder(URI.create(endpoint() + "/_sandbox/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(fault))).build());
        if (!JSON.readTree(answer).isArray()) {
            throw new IllegalArgumentException(answer);
        }
    }

    /** Sets how an open question of the documents is read, by the switch's field and value. */
    public void set(String reading, String value) {
        send(HttpRequest.newBuilder(URI.create(endpoint() + "/_sandbox/settings"))
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of(reading, value)))).build());
    }

    public void disarm() {
        send(HttpRequest.newBuilder(URI.create(endpoint() + "/_sandbox/faults")).DELETE().build());
    }

    /** How many requests of an action have arrived, whatever became of them. */
    public int requests(String action) {
        return JSON.readTree(send(HttpRequest.newBuilder(
                URI.create(endpoint() + "/_sandbox/requests?limit=10000&action=" + action)).build())).size();
    }

    /** The last requests of an action as they arrived, the newest first. */
    public List<JsonNode> received(String action, int limit) {
        return JSON.readTree(send(HttpRequest.newBuilder(
                URI.create(endpoint() + "/_sandbox/requests?limit=" + limit + "&action=" + action)).build()))
                .valueStream().toList();
    }

    /** How many requests have arrived, of the last ten thousand. */
    public int requests() {
        return JSON.readTree(send(HttpRequest.newBuilder(
                URI.create(endpoint() + "/_sandbox/requests?limit=10000")).build())).size();
    }

    private static String send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** As {@code tidemark.ckafka.accounts[].endpoint} takes it. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.port();
    }
}
