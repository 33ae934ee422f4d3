package dev.tidemark.ckafka.v3;

import static dev.tidemark.testing.MisbehavingServer.Behaviour.drop;
import static dev.tidemark.testing.MisbehavingServer.Behaviour.json;
import static dev.tidemark.testing.MisbehavingServer.Behaviour.saysNothing;
import static dev.tidemark.testing.MisbehavingServer.Behaviour.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tencentcloudapi.ckafka.v20190819.models.DescribeInstancesRequest;
import com.tencentcloudapi.ckafka.v20190819.models.InstanceResponse;
import com.tencentcloudapi.ckafka.v20190819.models.ModifyGroupOffsetsRequest;
import dev.tidemark.ckafka.TestCalls;
import dev.tidemark.ckafka.account.CkafkaProperties.Account;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.account.CkafkaProperties.Site;
import dev.tidemark.ckafka.account.CkafkaProperties.Timeouts;
import dev.tidemark.ckafka.account.CredentialSettings;
import dev.tidemark.ckafka.account.Credentials;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.offsetreset.write.SendPermit;
import dev.tidemark.testing.MisbehavingServer;
import dev.tidemark.testing.MisbehavingServer.Behaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class V3CallsTest {
    private static final Region REGION = new Region("test", "ap-guangzhou");
    private static final String WRITTEN = """
            {"Response":{"Result":{"ReturnCode":"0","ReturnMessage":"SUCCESS","Data":{"FlowId":0}},"RequestId":"r-1"}}""";
    private static final String INSTANCES = """
            {"Response":{"Result":{"TotalCount":0,"InstanceList":[]},"RequestId":"r-2"}}""";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    static Stream<Arguments> whatMakesAnHttpClientSendAgain() {
        return Stream.of(
                arguments("the connection is dropped", drop(), Reason.NETWORK),
                arguments("503 that asks to come back at once",
                        status("503 Service Unavailable", "Retry-After: 0", "busy"), Reason.NETWORK),
                arguments("408", status("408 Request Timeout", "X-Nothing: 1", ""), Reason.NETWORK),
                arguments("500", status("500 Internal Server Error", "X-Nothing: 1", "oops"), Reason.NETWORK),
                arguments("a redirect that turns into GET", status("302 Found", "Location: /", ""), Reason.NETWORK),
                arguments("a redirect that repeats the POST", status("307 Temporary Redirect", "Location: /", ""),
                        Reason.NETWORK),
                arguments("no answer in time", saysNothing(), Reason.TIMEOUT),
                arguments("an empty body", json(""), Reason.UNREADABLE),
                arguments("no Response in the answer", json("{}"), Reason.UNREADABLE),
                arguments("an answer of the wrong type", json("{\"Response\":{\"Result\":[1]}}"), Reason.UNREADABLE),
                arguments("an answer that is no JSON", json("<html>"), Reason.UNREADABLE),
                arguments("throttling", json(error("RequestLimitExceeded.UinLimitExceeded")), Reason.THROTTLED),
                arguments("an internal error", json(error("InternalError")), Reason.REFUSED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatMakesAnHttpClientSendAgain")
    void sendsAWriteExactlyOnce(String what, Behaviour behaviour, Reason reason) {
        try (MisbehavingServer server = new MisbehavingServer(behaviour, json(WRITTEN))) {
            ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class, () -> write(calls(server)));

            assertThat(problem.reason()).as(what).isEqualTo(reason);
            assertThat(problem.text()).isNotBlank();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatMakesAnHttpClientSendAgain")
    void sendsAWriteExactlyOnceOnAClientThatHasJustBeenAnswered(String what, Behaviour behaviour, Reason reason) {
        try (MisbehavingServer server = new MisbehavingServer(json(WRITTEN), behaviour, json(WRITTEN))) {
            V3Calls calls = calls(server);
            assertThat(write(calls)).isEqualTo("0");

            ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class, () -> write(calls));

            assertThat(problem.reason()).as(what).isEqualTo(reason);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void repeatsAReadThatTheNetworkLost() {
        try (MisbehavingServer server = new MisbehavingServer(drop(), json(INSTANCES))) {
            assertThat(read(calls(server)).getTotalCount()).isZero();
        }
    }

    @Test
    void repeatsAReadThatWasThrottledAndLeavesTheQuotaMoreRoom() {
        try (MisbehavingServer server = new MisbehavingServer(json(error("RequestLimitExceeded")), json(INSTANCES))) {
            read(calls(server));

            assertThat(server.requests()).isEqualTo(2);
            assertThat(count("throttled")).isEqualTo(1);
            assertThat(count("ok")).isEqualTo(1);
        }
    }

    @Test
    void givesUpAReadAfterThreeAttempts() {
        try (MisbehavingServer server = new MisbehavingServer(drop())) {
            assertThat(catchThrowableOfType(ClusterUnavailable.class, () -> read(calls(server))).reason())
                    .isEqualTo(Reason.NETWORK);
        }
        assertThat(count("network")).isEqualTo(3);
    }

    @Test
    void doesNotRepeatWhatOnlyAPersonCanMend() {
        try (MisbehavingServer server = new MisbehavingServer(json(error("AuthFailure.SignatureFailure")))) {
            ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class, () -> read(calls(server)));

            assertThat(problem.reason()).isEqualTo(Reason.DENIED);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void keepsErrorCodeRequestIdAndMessage() {
        try (MisbehavingServer server = new MisbehavingServer(json(error("FailedOperation")))) {
            ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class, () -> read(calls(server)));

            assertThat(problem.code()).isEqualTo(Optional.of("FailedOperation"));
            assertThat(problem.requestId()).isEqualTo(Optional.of("r-9"));
            assertThat(problem.text()).isEqualTo("the cloud's words");
        }
    }

    @Test
    void saysThatTheServerDoesNotAnswer() {
        MisbehavingServer closed = new MisbehavingServer(drop());
        closed.close();

        ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class, () -> read(calls(closed)));

        assertThat(problem.reason()).isEqualTo(Reason.NETWORK);
        assertThat(problem.text()).contains("could not be reached");
    }

    private static String write(V3Calls calls) {
        return calls.write(REGION, "ModifyGroupOffsets", SendPermit.ALWAYS,
                client -> client.ModifyGroupOffsets(new ModifyGroupOffsetsRequest()).getResult().getReturnCode());
    }

    private static InstanceResponse read(V3Calls calls) {
        return calls.read(REGION, "DescribeInstances", Caller.INTERACTIVE,
                client -> client.DescribeInstances(new DescribeInstancesRequest()).getResult());
    }

    private V3Calls calls(MisbehavingServer server) {
        CredentialSettings keys = new CredentialSettings(CredentialSettings.Source.CONFIGURED, "id", "key", null,
                "default", null, null, null, "tidemark");
        Account account = new Account("test", List.of("ap-guangzhou"), Api.V3, Site.DOMESTIC,
                "http://127.0.0.1:" + server.port(), List.of("*"), keys);
        return new V3Calls(List.of(account), Map.of("test", Credentials.of("test", keys, Map.of())),
                new SdkClients(new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofSeconds(2))),
                TestCalls.counted(meters));
    }

    private long count(String outcome) {
        return meters.get("tidemark.ckafka.calls").tag("outcome", outcome).timer().count();
    }

    private static String error(String code) {
        return """
                {"Response":{"Error":{"Code":"%s","Message":"the cloud's words"},"RequestId":"r-9"}}""".formatted(code);
    }
}
