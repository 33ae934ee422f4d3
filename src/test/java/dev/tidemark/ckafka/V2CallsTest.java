package dev.tidemark.ckafka;

import static dev.tidemark.testing.MisbehavingServer.Behaviour.drop;
import static dev.tidemark.testing.MisbehavingServer.Behaviour.json;
import static dev.tidemark.testing.MisbehavingServer.Behaviour.saysNothing;
import static dev.tidemark.testing.MisbehavingServer.Behaviour.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidemark.ckafka.v2.V2ConsumerGroups;
import dev.tidemark.ckafka.v2.V2GroupOffsetsWriter;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Accepted;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.ByShift;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Pinned;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Resolved;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Write;
import dev.tidemark.offsetreset.write.SendPermit;
import dev.tidemark.testing.MisbehavingServer;
import dev.tidemark.testing.MisbehavingServer.Behaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the legacy API's adapters make of a network and of answers that are not as they should be. */
class V2CallsTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-a");
    private static final ConsumerGroupId GROUP = new ConsumerGroupId("g");
    private static final Write SHIFT = new Resolved("t", List.of(0), new ByShift(10));
    private static final String WRITTEN = """
            {"code":0,"message":"","codeDesc":"Success","data":{"succ":[{"topic":"t","error_code":0,"partitions":[
            {"partition":0,"offset":60,"error_code":0}]}],"failed":[]}}""";
    private static final String INFO = """
            {"codeDesc":"Success","code":"0","msg":"","data":[{"err_code":"0","state":"Empty","protocol_type":"",
            "protocol":"","members":[],"group":"g"}]}""";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    static Stream<Arguments> whatMakesAnHttpClientSendAgain() {
        return Stream.of(
                arguments("the connection is dropped", drop(), Reason.NETWORK),
                arguments("503 that asks to come back at once",
                        status("503 Service Unavailable", "Retry-After: 0", "busy"), Reason.NETWORK),
                arguments("408", status("408 Request Timeout", "X-Nothing: 1", ""), Reason.NETWORK),
                arguments("500", status("500 Internal Server Error", "X-Nothing: 1", "oops"), Reason.NETWORK),
                arguments("401 that asks for a password",
                        status("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"", ""), Reason.NETWORK),
                arguments("a redirect that turns into GET", status("302 Found", "Location: /", ""), Reason.NETWORK),
                arguments("a redirect that repeats the POST", status("307 Temporary Redirect", "Location: /", ""),
                        Reason.NETWORK),
                arguments("no answer in time", saysNothing(), Reason.TIMEOUT),
                arguments("an answer that ends early", new Behaviour("""
                        HTTP/1.1 200 OK\r
                        Content-Length: 50\r
                        \r
                        {"code":"""), Reason.NETWORK),
                arguments("an empty body", json(""), Reason.UNREADABLE),
                arguments("no code in the answer", json("{}"), Reason.UNREADABLE),
                arguments("a code that is no number", json("{\"code\":\"Success\",\"data\":{}}"), Reason.UNREADABLE),
                arguments("success without a word about the topic",
                        json("{\"code\":0,\"data\":{\"succ\":[],\"failed\":[]}}"), Reason.UNREADABLE),
                arguments("success of another topic", json(WRITTEN.replace("\"t\"", "\"u\"")), Reason.UNREADABLE),
                arguments("success without data", json("{\"code\":0}"), Reason.UNREADABLE),
                arguments("an answer that is no JSON", json("<html>"), Reason.UNREADABLE),
                arguments("an answer that is no object", json("[0]"), Reason.UNREADABLE),
                arguments("throttling", json(refused("4400", "busy")), Reason.THROTTLED),
                arguments("a replay", json(refused("4500", "Nonce")), Reason.UNREADABLE),
                arguments("an internal error", json(refused("6000", "")), Reason.REFUSED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatMakesAnHttpClientSendAgain")
    void sendsAWriteExactlyOnce(String what, Behaviour behaviour, Reason reason) {
        try (MisbehavingServer server = new MisbehavingServer(behaviour, json(WRITTEN))) {
            ClusterUnavailable problem = problem(server, SHIFT);

            assertThat(problem.reason()).as(what).isEqualTo(reason);
            assertThat(problem.text()).isNotBlank();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatMakesAnHttpClientSendAgain")
    void sendsAWriteExactlyOnceOnAClientThatHasJustBeenAnswered(String what, Behaviour behaviour, Reason reason) {
        try (MisbehavingServer server = new MisbehavingServer(json(WRITTEN), behaviour, json(WRITTEN))) {
            V2GroupOffsetsWriter writer = writer(server);
            writer.write(INSTANCE, GROUP, SHIFT, SendPermit.ALWAYS);

            ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class,
                    () -> writer.write(INSTANCE, GROUP, SHIFT, SendPermit.ALWAYS));

            assertThat(problem.reason()).as(what).isEqualTo(reason);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void tellsWhatTheApiSaidOfEachPartition() {
        try (MisbehavingServer server = new MisbehavingServer(json(WRITTEN.replace("\"error_code\":0}]", """
                "error_code":0},{"partition":1,"offset":70,"error_code":16}]""")))) {
            Accepted accepted = writer(server).write(INSTANCE, GROUP, SHIFT, SendPermit.ALWAYS);

            assertThat(accepted.partitionResults()).containsExactly(
                    new PartitionResult(0, OptionalLong.of(60), OptionalInt.empty()),
                    new PartitionResult(1, OptionalLong.empty(), OptionalInt.of(16)));
            assertThat(accepted.task()).isEmpty();
        }
    }

    @Test
    void takesATopicThatFailedForAWriteThatWasNotCarriedOut() {
        try (MisbehavingServer server = new MisbehavingServer(json("""
                {"code":0,"msg":"","data":{"succ":[],"failed":[{"topic":"t","error_code":3,"error_msg":"no such topic",
                "partitions":[]}]}}"""))) {
            ClusterUnavailable problem = problem(server, SHIFT);

            assertThat(problem.reason()).isEqualTo(Reason.REFUSED);
            assertThat(problem.code()).contains("error 3");
            assertThat(problem.text()).isEqualTo("no such topic");
        }
    }

    @Test
    void sendsNothingThatHasNoPlaceInThisApi() {
        try (MisbehavingServer server = new MisbehavingServer(json(WRITTEN))) {
            assertThat(problem(server, new Pinned("t", new TreeMap<>())).reason()).isEqualTo(Reason.NOT_SUPPORTED);
            assertThat(server.requests()).isZero();
            assertThat(writer(server).capabilities(INSTANCE).pinned()).isFalse();
            assertThat(writer(server).capabilities(INSTANCE).somePartitions()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, SUCCEEDED", "1, FAILED", "2, RUNNING"})
    void asksHowATaskIsGettingOn(int status, TaskState state) {
        try (MisbehavingServer server = new MisbehavingServer(
                json("{\"code\":0,\"data\":{\"status\":" + status + "}}"))) {
            assertThat(writer(server).task(INSTANCE, 7)).isEqualTo(state);
        }
    }

    @Test
    void repeatsAReadThatTheNetworkLostAndUnderstandsNumbersThatAreTexts() {
        try (MisbehavingServer server = new MisbehavingServer(drop(), json(refused("4400", "busy")), json(INFO))) {
            ConsumerGroup group = groups(server).describe(INSTANCE, GROUP);

            assertThat(group.state()).isEqualTo(GroupState.EMPTY);
            assertThat(server.requests()).isEqualTo(3);
            assertThat(count("network")).isEqualTo(1);
            assertThat(count("throttled")).isEqualTo(1);
            assertThat(count("ok")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "4100 | signature failed       | DENIED    | 4100                 | signature failed",
        "4104 | (9006)no such id       | DENIED    | 4104 (9006)          | no such id",
        "4500 | Nonce                  | DENIED    | 4500                 | Nonce",
        "4000 | (1049)group not empty  | REFUSED   | 4000 (1049)          | group not empty",
        "5100 | (1001)                 | REFUSED   | 5100 (1001)          | (1001)",
        "6200 | down                   | REFUSED   | InternalError 6200   | down"})
    void keepsNumberModuleAndMessage(String code, String message, Reason reason, String whole, String text) {
        for (String field : List.of("message", "msg")) {
            try (MisbehavingServer server = new MisbehavingServer(
                    json("{\"code\":\"" + code + "\",\"" + field + "\":\"" + message + "\"}"))) {
                ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class,
                        () -> groups(server).describe(INSTANCE, GROUP));

                assertThat(problem.reason()).isEqualTo(reason);
                assertThat(problem.code()).contains(whole);
                assertThat(problem.text()).isEqualTo(text);
            }
        }
    }

    @Test
    void knowsAnInstanceThatIsNotThere() {
        try (MisbehavingServer server = new MisbehavingServer(json(refused("5000", "(10006)no such instance")))) {
            assertThat(catchThrowableOfType(InstanceNotFound.class, () -> groups(server).describe(INSTANCE, GROUP)))
                    .isNotNull();
        }
    }

    @Test
    void saysThatTheServerDoesNotAnswer() {
        MisbehavingServer closed = new MisbehavingServer(drop());
        closed.close();

        ClusterUnavailable problem = problem(closed, SHIFT);

        assertThat(problem.reason()).isEqualTo(Reason.NETWORK);
        assertThat(problem.text()).contains("could not be reached");
    }

    private ClusterUnavailable problem(MisbehavingServer server, Write write) {
        return catchThrowableOfType(ClusterUnavailable.class,
                () -> writer(server).write(INSTANCE, GROUP, write, SendPermit.ALWAYS));
    }

    private V2GroupOffsetsWriter writer(MisbehavingServer server) {
        return new V2GroupOffsetsWriter(new OneInstance(), calls(server));
    }

    private V2ConsumerGroups groups(MisbehavingServer server) {
        return new V2ConsumerGroups(new OneInstance(), calls(server));
    }

    private V2AccountCalls calls(MisbehavingServer server) {
        return TestCalls.legacy("http://127.0.0.1:" + server.port(), Duration.ofMillis(300), meters);
    }

    private long count(String outcome) {
        return meters.get("tidemark.ckafka.calls").tag("action", "GetGroupInfo").tag("outcome", outcome).timer()
                .count();
    }

    private static String refused(String code, String message) {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\",\"codeDesc\":\"Any\"}";
    }

    private record OneInstance() implements Instances {
        @Override
        public List<Region> regions() {
            return List.of(TestCalls.REGION);
        }

        @Override
        public List<KafkaInstance> in(Region region) {
            return List.of();
        }

        @Override
        public Region locate(InstanceId instance) {
            return TestCalls.REGION;
        }
    }
}
