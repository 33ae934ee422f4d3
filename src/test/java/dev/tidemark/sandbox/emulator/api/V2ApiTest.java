package dev.tidemark.sandbox.emulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.emulator.FakeAction;
import dev.tidemark.sandbox.emulator.V2SignedRequest;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.control.Faults;
import dev.tidemark.sandbox.emulator.control.RequestLog;
import dev.tidemark.sandbox.emulator.http.Reply;
import dev.tidemark.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The legacy API's shapes, numbers and Nonce, in front of actions that a test made up. */
class V2ApiTest {
    private final MutableClock clock = new MutableClock(Instant.ofEpochSecond(1_700_000_000));
    private final RequestLog log = new RequestLog(clock);
    private final FakeAction group = new FakeAction(ApiVersion.V2, "ListGroup",
            Set.of("instanceId", "group", "topics", "timestamp"), 2, parameters -> Map.of("data", List.of(1)));
    private final FakeAction broken = new FakeAction(ApiVersion.V2, "SetGroupOffset", Set.of("group"), 100,
            parameters -> {
                throw new ApiError(parameters.requiredText("group"), "text");
            });
    private final V2Api api = api(Map.of("ListGroup", group, "SetGroupOffset", broken));

    @ParameterizedTest
    @CsvSource({"GET, false", "POST, false", "POST, true"})
    void answersEveryWayOfAskingWithItsEnvelope(String method, boolean multipart) {
        V2SignedRequest request = request(method).with("group", "g 1 账");

        JsonNode answer = answer((multipart ? request.multipart() : request).sign());

        assertThat(answer.toString())
                .isEqualTo("{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"data\":[1]}");
        assertThat(group.asked.getLast().requiredText("group")).isEqualTo("g 1 账");
        assertThat(log.newest(any -> true, 1)).singleElement().satisfies(logged -> {
            assertThat(logged.api()).isEqualTo("v2");
            assertThat(logged.outcome()).isEqualTo("ok");
            assertThat(logged.action()).isEqualTo("ListGroup");
            assertThat(logged.body()).isEqualTo("{\"group\":\"g 1 账\"}");
        });
    }

    @Test
    void keepsTimestampAndTheOtherTimestampApart() {
        answer(request("GET").with("timestamp", "-2").sign());

        assertThat(group.asked.getLast().requiredNumber("timestamp")).isEqualTo(-2);
    }

    @Test
    void readsArraysInTheOrderOfTheirNumbers() {
        V2SignedRequest request = request("POST");
        IntStream.range(0, 13).forEach(i -> request.with("topics." + i, "t-" + i));

        answer(request.sign());

        assertThat(group.asked.getLast().texts("topics"))
                .isEqualTo(IntStream.range(0, 13).mapToObj(i -> "t-" + i).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesWithTheDocumentedNumber(String fault, UnaryOperator<V2SignedRequest> change, int code, String message) {
        JsonNode answer = answer(change.apply(request("GET").with("group", "g")));

        assertThat(answer.path("code").intValue()).isEqualTo(code);
        assertThat(answer.path("message").stringValue()).contains(message);
        assertThat(group.asked).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("wrong key", request -> request.key("wrong").sign(), 4100, "signature does not match"),
                refusal("tampered with", request -> request.sign().with("group", "h"), 4100, ""),
                refusal("unknown SecretId", request -> request.with("SecretId", "AKIDother").sign(), 4104, ""),
                refusal("unknown token", request -> request.with("Token", "t").sign(), 4105, ""),
                refusal("clock behind", request -> request.with("Timestamp", "1699999699").sign(), 4500, ""),
                refusal("clock ahead", request -> request.with("Timestamp", "1700000301").sign(), 4500, ""),
                refusal("milliseconds", request -> request.with("Timestamp", "1700000000000").sign(), 4000, "(9003)"),
                refusal("no timestamp", request -> request.without("Timestamp").sign(), 4000, "Timestamp"),
                refusal("no nonce", request -> request.without("Nonce").sign(), 4000, "Nonce"),
                refusal("negative nonce", request -> request.with("Nonce", "-1").sign(), 4000, "Nonce"),
                refusal("no signature", request -> request, 4000, "Signature"),
                refusal("no action", request -> request.without("Action").sign(), 4000, "Action"),
                refusal("unknown action", request -> request.with("Action", "DescribeGroup").sign(), 6100, "(9001)"),
                refusal("unknown region", request -> request.with("Region", "ap-nowhere").sign(), 4000, "region"),
                refusal("unknown parameter", request -> request.with("Group", "g").sign(), 4000, "(9003)"),
                refusal("array with a gap, by who knows", request -> request.key("wrong").with("topics.1", "t").sign(),
                        4100, ""),
                refusal("array with a gap", request -> request.with("topics.1", "t").sign(), 4000, "topics.0"));
    }

    private static Arguments refusal(String fault, UnaryOperator<V2SignedRequest> change, int code, String message) {
        return Arguments.of(fault, change, code, message);
    }

    @Test
    void takesTheRegionInBothSpellingsOrNone() {
        assertThat(code(request("GET").with("Region", "gz").with("Nonce", "1").sign())).isZero();
        assertThat(code(request("GET").without("Region").with("Nonce", "2").sign())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"FailedOperation, 5100", "UnauthorizedOperation, 4102", "ResourceUnavailable, 6200",
        "InternalError, 6000",
        "InvalidParameterValue.RepetitionValue, 4000", "RequestLimitExceeded, 4400", "4300, 4300", "Strange, 4000"})
    void hasANumberForEveryRefusalOfAnAction(String cloud, int legacy) {
        JsonNode answer = answer(request("GET").with("Action", "SetGroupOffset").with("group", cloud).sign());

        assertThat(answer.path("code").intValue()).isEqualTo(legacy);
        assertThat(answer.path("message").stringValue()).endsWith("text");
    }

    @Test
    void refusesTheSameNonceASecondTimeUntilTheClockRefusesIt() {
        V2SignedRequest request = request("GET").sign();
        assertThat(code(request)).isZero();

        assertThat(code(request)).isEqualTo(4500);
        clock.advance(Duration.ofMinutes(4));
        assertThat(code(request)).as("replayed later").isEqualTo(4500);
        assertThat(code(request("GET").with("Timestamp", "1700000240").sign())).as("signed anew").isEqualTo(4500);
        clock.advance(Duration.ofMinutes(2));
        assertThat(code(request)).as("too old by now").isEqualTo(4500);
        assertThat(group.asked).hasSize(1);
        clock.advance(Duration.ofMinutes(6));
        assertThat(code(request("GET").with("Timestamp", "1700000720").sign())).as("forgotten").isZero();
    }

    @Test
    void remembersNoNonceOfARequestThatItDidNotBelieve() {
        assertThat(code(request("GET").key("wrong").sign())).isEqualTo(4100);

        assertThat(code(request("GET").sign())).isZero();
    }

    @Test
    void refusesMoreRequestsThanTheQuota() {
        for (int nonce = 1; nonce <= 2; nonce++) {
            assertThat(code(request("GET").with("Nonce", nonce).sign())).isZero();
        }

        assertThat(code(request("GET").with("Nonce", 3).sign())).isEqualTo(4400);
    }

    @Test
    void refusesAMethodThatIsNeitherGetNorPost() {
        assertThat(code(request("PUT").sign())).isEqualTo(4600);
    }

    private int code(V2SignedRequest request) {
        return answer(request).path("code").intValue();
    }

    private JsonNode answer(V2SignedRequest request) {
        Reply reply = api.handle(request.received());
        assertThat(reply).isInstanceOfSatisfying(Reply.Answer.class,
                answer -> assertThat(answer.status()).isEqualTo(200));
        return new JsonMapper().readTree(((Reply.Answer) reply).json());
    }

    private static V2SignedRequest request(String method) {
        return new V2SignedRequest(method, "ListGroup");
    }

    private V2Api api(Map<String, Action> actions) {
        return new V2Api(actions, Set.of("ap-guangzhou"),
                new Authenticator(Map.of("AKIDsandbox", "sandbox-secret-key"), Set.of(), clock), new Nonces(clock),
                new ActionRunner(new Faults(), new RequestQuota(clock, true)), log);
    }
}
