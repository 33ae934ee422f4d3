package dev.tidemark.testing;

import dev.tidemark.TidemarkApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tidemark with its whole sandbox on free ports, asked over HTTP; and beside it a Kafka client that knows neither. */
public final class RunningSandbox implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int emulatorPort = FreePorts.one();
    private final ConfigurableApplicationContext app;
    private final Admin kafka;

    public RunningSandbox(String... more) {
        int kafkaPort = FreePorts.pair();
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--tidemark.sandbox.kafka-port=" + kafkaPort,
                        "--tidemark.sandbox.emulator-port=" + emulatorPort));
        arguments.addAll(List.of(more));
        app = new SpringApplicationBuilder(TidemarkApplication.class).profiles("sandbox")
                .run(arguments.toArray(String[]::new));
        kafka = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort));
    }

    /** A client of the first broker, which is orders-prod's. */
    public Admin kafka() {
        return kafka;
    }

    /** Asks the dashboard as the viewer. */
    public HttpResponse<String> ask(String path) {
        return send(request("viewer", path).build());
    }

    /** What the dashboard answers to JSON that the operator posts. */
    public HttpResponse<String> post(String path, String body) {
        return send(request("operator", path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String person, String path) {
        String port = String.valueOf(app.getEnvironment().getProperty("local.server.port"));
        String login = Base64.getEncoder().encodeToString((person + ":sandbox").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + login);
    }

    /** The JSON of a good answer. */
    public JsonNode get(String path) {
        HttpResponse<String> answer = ask(path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** How many requests have reached the emulator. */
    public long requests() {
        return JSON.readTree(send(HttpRequest.newBuilder(emulator("/_sandbox/requests?limit=10000")).build()).body())
                .size();
    }

    /** Arms a fault for the next hundred requests of an action. */
    public void arm(String action, String kind, String code) {
        String body = JSON.writeValueAsString(code.isEmpty()
                ? Map.of("action", action, "kind", kind, "times", 100)
                : Map.of("action", action, "kind", kind, "times", 100, "code", code));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(emulator("/_sandbox/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(answer.body());
        }
    }

    public void disarm() {
        send(HttpRequest.newBuilder(emulator("/_sandbox/faults")).DELETE().build());
    }

    private URI emulator(String path) {
        return URI.create("http://127.0.0.1:" + emulatorPort + path);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        kafka.close();
        app.close();
    }
}
