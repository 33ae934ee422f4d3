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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole dashboard before an emulator, asked over HTTP as one of its people. */
public final class RunningDashboard implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext app;

    private RunningDashboard(ConfigurableApplicationContext app) {
        this.app = app;
    }

    /** An account that watches the emulator, and one person for each role, all with the password {@code secret}. */
    public static List<String> arguments(SharedEmulator emulator) {
        List<String> arguments = new ArrayList<>(List.of("--tidemark.ckafka.accounts[0].name=test",
                "--tidemark.ckafka.accounts[0].regions=ap-guangzhou",
                "--tidemark.ckafka.accounts[0].endpoint=" + emulator.endpoint(),
                "--tidemark.ckafka.accounts[0].credentials.secret-id=AKIDsandbox",
                "--tidemark.ckafka.accounts[0].credentials.secret-key=sandbox-secret-key",
                "--tidemark.ckafka.timeouts.read=1500ms", "--tidemark.resets.watch-after=2s"));
        List<String> people = List.of("viewer", "operator", "approver", "approver2", "admin");
        for (int i = 0; i < people.size(); i++) {
            String user = "--tidemark.access.users[" + i + "].";
            arguments.addAll(List.of(user + "name=" + people.get(i), user + "password={noop}secret",
                    user + "grants[0].role=" + people.get(i).replace("2", "")));
        }
        return arguments;
    }

    /** What is named in {@code more} replaces the same argument of {@link #arguments}. */
    public static RunningDashboard watching(SharedEmulator emulator, String database, String... more) {
        List<String> arguments = new ArrayList<>(arguments(emulator));
        arguments.addAll(List.of("--server.port=0", "--spring.datasource.url=" + database,
                "--tidemark.lag.enabled=false"));
        Set<String> named = Stream.of(more).map(RunningDashboard::key).collect(Collectors.toSet());
        arguments.removeIf(argument -> named.contains(key(argument)));
        arguments.addAll(List.of(more));
        return new RunningDashboard(new SpringApplicationBuilder(TidemarkApplication.class)
                .properties("spring.jmx.enabled=false").run(arguments.toArray(String[]::new)));
    }

    private static String key(String argument) {
        return argument.replaceFirst("=.*", "");
    }

    /** Previewed, asked for and approved; gives the address of the reset. */
    public String approved(String group, String target, String mode) {
        Person operator = as("operator");
        String reset = "/api/v1/resets/" + operator.request(group, operator.preview(group, target, mode)).path("id")
                .asString();
        as("approver").post(reset + "/approval", "", 200);
        return reset;
    }

    public Person as(String name) {
        return new Person(name);
    }

    /** The address of the dashboard, without a slash at its end. */
    public String root() {
        return "http://127.0.0.1:" + app.getEnvironment().getProperty("local.server.port");
    }

    public <T> T bean(Class<T> type) {
        return app.getBean(type);
    }

    @Override
    public void close() {
        app.close();
    }

    /** A user who sends requests. */
    public final class Person {
        private final String login;

        private Person(String name) {
            this.login = Base64.getEncoder().encodeToString((name + ":secret").getBytes(StandardCharsets.UTF_8));
        }

        public JsonNode get(String path) {
            return send(HttpRequest.newBuilder(), path, 200);
        }

        /** What a question is answered that is refused. */
        public JsonNode failed(String path, int expected) {
            return send(HttpRequest.newBuilder(), path, expected);
        }

        /** An empty body is none. */
        public JsonNode post(String path, String body, int expected) {
            return send(HttpRequest.newBuilder().header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)), path, expected);
        }

        /** The same, without waiting for what takes its time. */
        public JsonNode postHurriedly(String path, String body, int expected) {
            return send(HttpRequest.newBuilder().header("Content-Type", "application/json").header("Prefer", "wait=0")
                    .POST(HttpRequest.BodyPublishers.ofString(body)), path, expected);
        }

        /** Whatever a POST is answered, also a problem. */
        public Answer ask(String path, String body) {
            HttpResponse<String> answer = answer(HttpRequest.newBuilder().header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)), path);
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        }

        /** A preview of all partitions of the group's one topic. */
        public JsonNode preview(String group, String target, String mode) {
            return post("/api/v1/instances/ckafka-resets/reset-previews", """
                    {"group":"%s","scope":[{"topic":"%s-topic"}],"target":%s,"mode":"%s"}""".formatted(group, group,
                    target, mode), 201);
        }

        public JsonNode request(String group, JsonNode preview) {
            return post("/api/v1/resets", """
                    {"previewId":"%s","confirmGroup":"%s","reason":"a test"}"""
                    .formatted(preview.path("previewId").asString(), group), 201);
        }

        /** How an empty POST is answered. */
        public int status(String path) {
            return answer(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), path).statusCode();
        }

        private JsonNode send(HttpRequest.Builder request, String path, int expected) {
            HttpResponse<String> answer = answer(request, path);
            if (answer.statusCode() != expected) {
                throw new IllegalStateException(path + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        }

        private HttpResponse<String> answer(HttpRequest.Builder request, String path) {
            try {
                return HTTP.send(request.uri(URI.create(root() + path))
                        .header("Authorization", "Basic " + login).build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /** A status of HTTP with its JSON. */
    public record Answer(int status, JsonNode body) {
    }
}
