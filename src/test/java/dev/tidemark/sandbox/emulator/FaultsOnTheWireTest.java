package dev.tidemark.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.emulator.action.ApiError;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class FaultsOnTheWireTest {
    private static final String WRITE = "ModifyGroupOffsets";
    private static final String READ = "DescribeGroupOffsets";
    private static final String BODY = "{\"InstanceId\":\"ckafka-sandboxp\",\"Group\":\"g\"}";

    private final FakeAction write = FakeAction.modify();
    private final FakeAction read = FakeAction.offsets();
    private final FakeAction refusing = new FakeAction("DeleteGroup", Set.of("InstanceId", "Group"), 20,
            parameters -> {
                throw new ApiError("FailedOperation", "consumer group is not empty");
            });
    private final RunningEmulator emulator;

    FaultsOnTheWireTest(@TempDir Path folder) {
        this.emulator = RunningEmulator.of(folder, Clock.systemUTC(), write, read, refusing);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void closesTheConnectionWithoutAByteAndExecutesNothing() throws Exception {
        emulator.arm("{\"action\":\"ModifyGroupOffsets\",\"kind\":\"drop-before\",\"times\":1}");

        assertThat(emulator.send(emulator.signed(WRITE, BODY))).isEmpty();
        assertThat(write.asked).isEmpty();
        assertThat(lastOutcome()).isEqualTo("drop-before");
        assertThat(emulator.response(emulator.signed(WRITE, BODY)).at("/Result/ReturnCode").stringValue())
                .isEqualTo("0");
    }

    @Test
    void closesTheConnectionWithoutAByteAfterExecuting() throws Exception {
        emulator.arm("{\"action\":\"ModifyGroupOffsets\",\"kind\":\"drop-after\",\"times\":1}");

        assertThat(emulator.send(emulator.signed(WRITE, BODY))).isEmpty();
        assertThat(write.asked).hasSize(1);
        assertThat(lastOutcome()).isEqualTo("drop-after");
    }

    @Test
    void closesAConnectionThatWasKeptOpenJustAsWell() throws Exception {
        try (Socket socket = emulator.connect()) {
            byte[] request = emulator.signed(WRITE, BODY).sign().raw();
            socket.getOutputStream().write(request);
            assertThat(RunningEmulator.readAnswer(socket.getInputStream())).contains("SUCCESS");

            emulator.arm("{\"action\":\"*\",\"kind\":\"drop-after\",\"times\":1}");
            socket.getOutputStream().write(request);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(write.asked).hasSize(2);
        assertThat(emulator.log("?action=ModifyGroupOffsets")).hasSize(2);
    }

    @Test
    void dropsAlsoWhatTheActionRefused() throws Exception {
        emulator.arm("{\"action\":\"DeleteGroup\",\"kind\":\"drop-after\",\"times\":1}");

        assertThat(emulator.send(emulator.signed("DeleteGroup", BODY))).isEmpty();
        assertThat(refusing.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"http-500, 500", "http-503, 503", "empty-body, 200"})
    void answersAStatusWithoutABody(String kind, int status) throws Exception {
        emulator.arm("{\"action\":\"" + WRITE + "\",\"kind\":\"" + kind + "\",\"times\":1}");

        String answer = emulator.send(emulator.signed(WRITE, BODY));

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Content-Length: 0\r\n")
                .endsWith("\r\n\r\n");
        assertThat(write.asked).isEmpty();
        assertThat(lastOutcome()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResourceUnavailable", "InvalidParameterValue.WrongAction",
        "InvalidParameterValue.RepetitionValue", "UnsupportedOperation.OssReject", "An.Undocumented.Code"})
    void answersTheErrorCodeThatWasArmed(String code) throws Exception {
        emulator.arm("{\"action\":\"*\",\"kind\":\"code\",\"times\":2,\"code\":\"" + code + "\"}");

        for (String action : List.of(READ, WRITE)) {
            assertThat(emulator.response(emulator.signed(action, BODY)).at("/Error/Code").stringValue())
                    .isEqualTo(code);
            assertThat(lastOutcome()).isEqualTo(code);
        }
        assertThat(read.asked).isEmpty();
        assertThat(write.asked).isEmpty();
    }

    @Test
    void answersLateButAnswers() throws Exception {
        emulator.arm("{\"action\":\"*\",\"kind\":\"delay\",\"times\":1,\"millis\":200}");

        long begun = System.nanoTime();
        JsonNode response = emulator.response(emulator.signed(READ, BODY));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(response.at("/Result/TotalCount").intValue()).isEqualTo(1);
        assertThat(lastOutcome()).isEqualTo("delay");
    }

    @Test
    void blanksEveryLagOfTheAnswer() throws Exception {
        emulator.arm("{\"action\":\"*\",\"kind\":\"null-lag\",\"times\":1}");

        JsonNode partition = emulator.response(emulator.signed(READ, BODY)).at("/Result/TopicList/0");

        assertThat(partition.path("Lag").isNull()).isTrue();
        assertThat(partition.path("Offset").longValue()).isEqualTo(120);
        assertThat(read.asked).hasSize(1);
    }

    @Test
    void answersAWriteWithAReturnCodeAndExecutesNothing() throws Exception {
        emulator.arm("{\"action\":\"*\",\"kind\":\"return-code\",\"times\":1}");

        assertThat(emulator.response(emulator.signed(READ, BODY)).at("/Result/TotalCount").intValue()).isEqualTo(1);
        JsonNode result = emulator.response(emulator.signed(WRITE, BODY)).path("Result");

        assertThat(result.path("ReturnCode").stringValue()).isEqualTo("1");
        assertThat(result.path("ReturnMessage").stringValue()).isNotBlank();
        assertThat(write.asked).isEmpty();
        assertThat(lastOutcome()).isEqualTo("return-code");
    }

    @Test
    void doesNotSpendAFaultOnARequestThatIsNotBelieved() throws Exception {
        emulator.arm("{\"action\":\"*\",\"kind\":\"drop-before\",\"times\":1}");

        emulator.send(emulator.signed(READ, BODY).key("wrong"));

        assertThat(emulator.ask("GET", "/_sandbox/faults", "").body())
                .isEqualTo("[{\"action\":\"*\",\"kind\":\"drop-before\",\"times\":1}]");
    }

    @Test
    void tellsWhatIsArmedAndDisarmsIt() throws Exception {
        emulator.arm("{\"action\":\"*\",\"kind\":\"delay\",\"times\":3,\"millis\":1}");
        emulator.arm("{\"action\":\"ModifyGroupOffsets\",\"kind\":\"return-code\",\"times\":2,\"code\":\"7\"}");
        emulator.send(emulator.signed(READ, BODY));

        assertThat(emulator.ask("GET", "/_sandbox/faults", "").body()).isEqualTo(
                "[{\"action\":\"*\",\"kind\":\"delay\",\"times\":2,\"millis\":1},"
                        + "{\"action\":\"ModifyGroupOffsets\",\"kind\":\"return-code\",\"times\":2,\"code\":\"7\"}]");
        HttpResponse<String> disarmed = emulator.ask("DELETE", "/_sandbox/faults", "");
        assertThat(disarmed.statusCode()).isEqualTo(200);
        assertThat(disarmed.body()).isEqualTo("[]");
    }

    private String lastOutcome() throws Exception {
        return emulator.log("?limit=1").path(0).path("outcome").stringValue();
    }
}
