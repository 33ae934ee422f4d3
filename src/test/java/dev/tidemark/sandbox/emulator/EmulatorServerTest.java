package dev.tidemark.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tidemark.sandbox.emulator.action.Readings;
import dev.tidemark.sandbox.emulator.http.FrontValve;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class EmulatorServerTest {
    private static final String BODY = "{\"InstanceId\":\"ckafka-sandboxp\",\"Group\":\"g\"}";
    private static final String ACTION = "DescribeGroupOffsets";

    @TempDir
    Path folder;

    private final FakeAction offsets = FakeAction.offsets();

    @Test
    void answersASignedRequestInTheEnvelope() throws Exception {
        try (RunningEmulator emulator = start()) {
            JsonNode response = emulator.response(emulator.signed(ACTION, BODY));

            assertThat(response.path("RequestId").stringValue()).hasSize(36);
            assertThat(response.path("Result").toString()).isEqualTo(
                    "{\"TotalCount\":1,\"TopicList\":[{\"Partition\":0,\"Offset\":120,\"Lag\":30}]}");
            assertThat(offsets.asked.getFirst().requiredText("Group")).isEqualTo("g");
        }
    }

    @Test
    void answersARefusalWithStatus200AndALength() throws Exception {
        try (RunningEmulator emulator = start()) {
            String answer = emulator.send(emulator.signed(ACTION, BODY).key("wrong"));

            assertThat(answer).startsWith("HTTP/1.1 200").containsPattern("Content-Length: \\d+")
                    .contains("Content-Type: application/json");
            assertThat(emulator.bodyOf(answer).at("/Response/Error/Code").stringValue())
                    .isEqualTo("AuthFailure.SignatureFailure");
            assertThat(offsets.asked).isEmpty();
        }
    }

    @Test
    void keepsAConnectionOpenForMoreThanAHundredRequests() throws Exception {
        try (RunningEmulator emulator = start(); Socket socket = emulator.connect()) {
            byte[] request = emulator.signed(ACTION, BODY).sign().raw();
            for (int number = 1; number <= 150; number++) {
                socket.getOutputStream().write(request);
                assertThat(RunningEmulator.readAnswer(socket.getInputStream())).startsWith("HTTP/1.1 200");
            }
        }
        assertThat(offsets.asked).hasSizeGreaterThan(99);
    }

    @Test
    void refusesABodyOfMoreThanTenMegabytes() throws Exception {
        try (RunningEmulator emulator = start()) {
            String filler = "x".repeat(FrontValve.MAX_BODY_BYTES);

            assertThat(emulator.response(emulator.signed(ACTION, "{\"Group\":\"" + filler + "\"}"))
                    .at("/Error/Code").stringValue()).isEqualTo("RequestSizeLimitExceeded");
            assertThat(emulator.log("").path(0).path("outcome").stringValue()).isEqualTo("RequestSizeLimitExceeded");
        }
    }

    @Test
    void asksForABodyThatTheClientKeepsBack() throws Exception {
        try (RunningEmulator emulator = start(); Socket socket = emulator.connect()) {
            byte[] request = emulator.signed(ACTION, BODY).with("Expect", "100-continue").sign().raw();
            int header = request.length - BODY.length();
            socket.getOutputStream().write(request, 0, header);

            byte[] goOn = socket.getInputStream().readNBytes("HTTP/1.1 100 \r\n\r\n".length());
            assertThat(new String(goOn, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100");
            socket.getOutputStream().write(request, header, BODY.length());
            assertThat(RunningEmulator.readAnswer(socket.getInputStream())).contains("\"TotalCount\":1");
        }
    }

    @Test
    void answers404WhereNothingIs() throws Exception {
        try (RunningEmulator emulator = start()) {
            assertThat(emulator.ask("GET", "/v2/other.php?Action=ListGroup", "").statusCode()).isEqualTo(404);
            assertThat(emulator.ask("GET", "/_sandbox/other", "").body())
                    .isEqualTo("{\"error\":\"the emulator has nothing at /_sandbox/other\"}");
        }
    }

    @Test
    void namesTheAddressAndPortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmulatorSettings settings = EmulatorSettings.ofSandbox(InetAddress.getLoopbackAddress(),
                    other.getLocalPort(), folder);
            EmulatorServer server = new EmulatorServer(settings, List.of(offsets), new Readings(), Clock.systemUTC());

            assertThatExceptionOfType(EmulatorPortInUse.class).isThrownBy(server::start)
                    .withMessageContaining("127.0.0.1:" + other.getLocalPort())
                    .satisfies(busy -> assertThat(busy.port()).isEqualTo(other.getLocalPort()));
            server.stop();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void answers400ToAPathThatCannotBeDecoded() throws Exception {
        try (RunningEmulator emulator = start()) {
            assertThat(emulator.raw("GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII))).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void leavesNoThreadsAndNoFilesBehind() throws Exception {
        Set<Thread> before = threads();
        try (RunningEmulator emulator = start()) {
            emulator.send(emulator.signed(ACTION, BODY));
            assertThat(folder).isNotEmptyDirectory();
        }
        await().pollInSameThread().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            Set<Thread> now = threads();
            now.removeAll(before);
            assertThat(now).isEmpty();
        });
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void canBeStoppedTwiceAndBeforeItStarted() {
        EmulatorServer server = new EmulatorServer(
                EmulatorSettings.ofSandbox(InetAddress.getLoopbackAddress(), 0, folder), List.of(), new Readings(),
                Clock.systemUTC());
        server.stop();
        assertThat(server.port()).isEqualTo(-1);
        server.start();
        assertThat(server.port()).isPositive();
        server.stop();
        server.stop();
        assertThat(server.port()).isEqualTo(-1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void doesNotWaitForADelayedRequestWhenItStops() throws Exception {
        RunningEmulator emulator = start();
        emulator.arm("{\"action\":\"*\",\"kind\":\"delay\",\"times\":1,\"millis\":600000}");
        SignedRequest request = emulator.signed(ACTION, BODY);
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> answerTo(emulator, request));
        await().atMost(Duration.ofSeconds(5)).until(() -> emulator.log("").path(0).path("outcome").stringValue()
                .equals("delay"));

        long begun = System.nanoTime();
        emulator.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("");
        assertThat(offsets.asked).isEmpty();
    }

    private RunningEmulator start() {
        return RunningEmulator.of(folder, Clock.systemUTC(), offsets);
    }

    private static String answerTo(RunningEmulator emulator, SignedRequest request) {
        try {
            return emulator.send(request);
        } catch (IOException reset) {
            return "";
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
    }
}
