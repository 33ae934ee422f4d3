package dev.tidemark.sandbox.emulator;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Readings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An emulator on a free port, and the ways in which tests talk to it. */
final class RunningEmulator implements AutoCloseable {
    final EmulatorServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Clock clock;

    private RunningEmulator(EmulatorServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    static RunningEmulator of(Path folder, Clock clock, Action... actions) {
        EmulatorSettings settings = EmulatorSettings.ofSandbox(InetAddress.getLoopbackAddress(), 0, folder);
        EmulatorServer server = new EmulatorServer(settings, List.of(actions), new Readings(), clock);
        server.start();
        return new RunningEmulator(server, clock);
    }

    SignedRequest signed(String action, String body) {
        return new SignedRequest(action, body, clock.instant()).with("Host", "127.0.0.1:" + server.port());
    }

    /** Sends one signed request on a connection of its own and answers all that came back before its end. */
    String send(SignedRequest request) throws IOException {
        return raw(request.with("Connection", "close").sign().raw());
    }

    String raw(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    JsonNode response(SignedRequest request) throws IOException {
        return bodyOf(send(request)).path("Response");
    }

    JsonNode bodyOf(String answer) {
        return json.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    /** One answer from a connection that stays open: its header and as many bytes as that promises. */
    static String readAnswer(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + header);
            }
            header.append((char) next);
        }
        String length = header.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
        return header + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    void arm(String fault) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask("POST", "/_sandbox/faults", fault);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    JsonNode log(String query) throws IOException, InterruptedException {
        return json.readTree(ask("GET", "/_sandbox/requests" + query, "").body());
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
