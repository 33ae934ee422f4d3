package dev.tidemark.sandbox.emulator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.sandbox.emulator.FakeAction;
import dev.tidemark.sandbox.emulator.SignedRequest;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Parameters;
import dev.tidemark.sandbox.emulator.control.Faults;
import dev.tidemark.sandbox.emulator.control.LoggedRequest;
import dev.tidemark.sandbox.emulator.control.RequestLog;
import dev.tidemark.sandbox.emulator.http.Reply;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class V3ApiTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String ACTION = "DescribeGroupOffsets";

    private final FakeAction offsets = FakeAction.offsets();
    private final Map<String, Action> actions = new LinkedHashMap<>(Map.of(ACTION, offsets));
    private final RequestLog log = new RequestLog(Clock.fixed(NOW, ZoneOffset.UTC));

    /** Each row is wrong in one point and in everything that is checked later. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void checksInTheDocumentedOrder(String fault, SignedRequest request, String code) {
        assertThat(answer(request).at("/Response/Error/Code").stringValue()).isEqualTo(code);
        assertThat(offsets.asked).isEmpty();
        assertThat(log.newest(any -> true, 2)).singleElement().extracting(LoggedRequest::outcome).isEqualTo(code);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("wrong key", worst().with("X-TC-Action", "").key("wrong").sign(),
                        "AuthFailure.SignatureFailure"),
                Arguments.of("no action", worst().without("X-TC-Action").sign(), "MissingParameter"),
                Arguments.of("unknown action", worst().with("X-TC-Action", "describeGroupOffsets").sign(),
                        "InvalidAction"),
                Arguments.of("no version", worst().without("X-TC-Version").sign(), "MissingParameter"),
                Arguments.of("unknown version", worst().sign(), "NoSuchVersion"),
                Arguments.of("no region", worst().with("X-TC-Version", "2019-08-19").without("X-TC-Region").sign(),
                        "MissingParameter"),
                Arguments.of("unknown region", worst().with("X-TC-Version", "2019-08-19").sign(), "UnsupportedRegion"),
                Arguments.of("neither GET nor POST", request("[1]").method("PUT").sign(), "UnsupportedProtocol"),
                Arguments.of("not JSON", request("{\"Group\":").sign(), "InvalidParameter"),
                Arguments.of("more than one JSON", request("{} {}").sign(), "InvalidParameter"),
                Arguments.of("no body", request("").sign(), "InvalidParameter"),
                Arguments.of("no object", request("[1]").sign(), "InvalidParameter"),
                Arguments.of("null", request("null").sign(), "InvalidParameter"),
                Arguments.of("unknown parameter", request("{\"Groups\":\"g\"}").sign(), "UnknownParameter"),
                Arguments.of("parameter in another case", request("{\"group\":\"g\"}").sign(), "UnknownParameter"),
                Arguments.of("unknown parameter of a query", request("").get("group=g").sign(), "UnknownParameter"),
                Arguments.of("query without a tree", request("").get("Topics.1=g").sign(), "InvalidParameter"));
    }

    @Test
    void answersARefusalOfTheAction() {
        act("Refusing", parameters -> parameters.requiredText("InstanceId"));

        JsonNode response = answer(named("Refusing", "{}").sign()).path("Response");

        assertThat(response.path("Error").toString()).isEqualTo(
                "{\"Code\":\"MissingParameter\",\"Message\":\"The parameter `InstanceId` is missing.\"}");
        assertThat(response.path("RequestId").stringValue()).matches("[0-9a-f-]{36}");
        assertThat(response.propertyNames()).containsExactly("Error", "RequestId");
    }

    @Test
    void keepsTheTextOfABugToItself() {
        act("Broken", parameters -> {
            throw new IllegalStateException("at dev.tidemark.Secret(Secret.java:1)");
        });

        JsonNode error = answer(named("Broken", "{}").sign()).at("/Response/Error");

        assertThat(error.path("Code").stringValue()).isEqualTo("InternalError");
        assertThat(error.path("Message").stringValue()).isEqualTo("An internal error has occurred.");
        assertThat(log.newest(any -> true, 1).getFirst().outcome()).isEqualTo("InternalError");
    }

    @Test
    void tellsTheActionWhetherItsParametersAreTexts() {
        answer(request("").get("Limit=7").sign());
        answer(request("{\"Limit\":\"7\"}").sign());

        assertThat(offsets.asked.getFirst().requiredNumber("Limit")).isEqualTo(7);
        assertThat(catchThrowableOfType(ApiError.class,
                () -> offsets.asked.getLast().requiredNumber("Limit")).code()).isEqualTo("InvalidParameter");
    }

    @Test
    void passesAParameterOnThatOnlyTheOlderSignatureGivesAMeaning() {
        FakeAction regional = new FakeAction("DescribeRegion", Set.of("Region"), 100, parameters -> Map.of());
        actions.put("DescribeRegion", regional);

        answer(named("DescribeRegion", "{\"Region\":\"gz\"}").sign());

        assertThat(regional.asked.getFirst().requiredText("Region")).isEqualTo("gz");
    }

    @Test
    void refusesMoreRequestsASecondThanAreDocumented() {
        actions.put("Rare", new FakeAction("Rare", Set.of(), 1, parameters -> Map.of()));
        V3Api api = api();

        assertThat(answer(api, named("Rare", "{}").sign()).at("/Response/Error").isMissingNode()).isTrue();
        assertThat(answer(api, named("Rare", "{}").sign()).at("/Response/Error/Code").stringValue())
                .isEqualTo("RequestLimitExceeded");
    }

    private void act(String name, Function<Parameters, Object> answer) {
        actions.put(name, new FakeAction(name, Set.of("InstanceId"), 100, answer));
    }

    private JsonNode answer(SignedRequest request) {
        return answer(api(), request);
    }

    private V3Api api() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Authenticator authenticator = new Authenticator(Map.of(SignedRequest.ID, SignedRequest.KEY), Set.of(), clock);
        ActionRunner runner = new ActionRunner(new Faults(), new RequestQuota(clock, true));
        return new V3Api(actions, Set.of("ap-guangzhou"), authenticator, runner, log);
    }

    private static JsonNode answer(V3Api api, SignedRequest request) {
        Reply reply = api.handle(request.received());
        assertThat(reply).isInstanceOfSatisfying(Reply.Answer.class,
                answer -> assertThat(answer.status()).isEqualTo(200));
        return new JsonMapper().readTree(((Reply.Answer) reply).json());
    }

    private static SignedRequest worst() {
        return request("[1]").method("PUT").with("X-TC-Version", "2017-03-12").with("X-TC-Region", "ap-nowhere");
    }

    private static SignedRequest request(String body) {
        return named(ACTION, body);
    }

    private static SignedRequest named(String action, String body) {
        return new SignedRequest(action, body, NOW);
    }
}
