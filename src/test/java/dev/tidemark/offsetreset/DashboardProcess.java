package dev.tidemark.offsetreset;

import dev.tidemark.testing.FreePorts;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard in a process of its own, with its database in a file, so that it can be killed. */
final class DashboardProcess implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final Path log;

    private DashboardProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Returns once it answers. */
    static DashboardProcess start(SharedEmulator emulator, Path data) {
        return start(emulator, data, 0);
    }

    /** @param clockAhead how many seconds its clock is ahead of the others' */
    static DashboardProcess start(SharedEmulator emulator, Path data, int clockAhead, String... more) {
        int port = FreePorts.one();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx300m", "-Dclock-ahead=" + clockAhead, "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), SkewedDashboard.class.getName(), "--server.port=" + port,
                "--tidemark.resets.lease=3s", "--tidemark.resets.housekeeping=1s",
                "--tidemark.lag.enabled=false", "--tidemark.data=" + data));
        command.addAll(RunningDashboard.arguments(emulator));
        command.addAll(List.of(more));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(data.resolve("log-" + port + ".txt").toFile()).start();
            DashboardProcess started = new DashboardProcess(process, port, data.resolve("log-" + port + ".txt"));
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the dashboard ended with " + process.exitValue());
                }
                return started.isUp();
            });
            return started;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Previews, asks for and approves a reset of all topics of the group to the log end; gives its address. */
    String approved(String group, int topics) {
        String scope = IntStream.range(0, topics).mapToObj(topic -> "{\"topic\":\"" + group + "-" + topic + "\"}")
                .collect(Collectors.joining(","));
        JsonNode plan = post("operator", "/api/v1/instances/ckafka-resets/reset-previews", """
                {"group":"%s","scope":[%s],"target":{"type":"to-latest"}}""".formatted(group, scope), 201);
        String reset = "/api/v1/resets/" + post("operator", "/api/v1/resets", """
                {"previewId":"%s","confirmGroup":"%s","reason":"a test"}""".formatted(
                plan.path("previewId").asString(), group), 201).path("id").asString();
        post("approver", reset + "/approval", "", 200);
        return reset;
    }

    JsonNode get(String path) {
        return get("viewer", path);
    }

    JsonNode get(String person, String path) {
        return answer(send(request(person, path).build()), 200);
    }

    JsonNode post(String person, String path, String body, int expected) {
        return answer(send(request(person, path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build()), expected);
    }

    void postWithoutWaiting(String person, String path) {
        var _ = HTTP.sendAsync(request(person, path).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** As kill -9 does: no goodbye, no last write. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Stops every thread of it where it is, as a long pause does. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** What it has logged so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private boolean isUp() {
        try {
            return HTTP.send(request("viewer", "/actuator/health/readiness").build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | InterruptedException _) {
            return false;
        }
    }

    private HttpRequest.Builder request(String person, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization", "Basic "
                + Base64.getEncoder().encodeToString((person + ":secret").getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JsonNode answer(HttpResponse<String> answer, int expected) {
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(answer.uri() + " was answered " + answer.statusCode() + ": "
                    + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
