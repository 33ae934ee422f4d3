package dev.tidemark.sandbox.emulator.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.sandbox.emulator.SignedRequest;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.api.Authenticator;
import dev.tidemark.sandbox.emulator.api.V3CallReader;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Tc3SignatureTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant MIDNIGHT = Instant.parse("2023-11-15T00:00:00Z");
    private static final String JSON = "{\"InstanceId\":\"ckafka-test\",\"Group\":\"g\",\"Offset\":0,\"Limit\":50}";

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "POST, ckafka.tencentcloudapi.com, ckafka, 749169d76a079fb1715e4ce89392d79c1132acd7ff9dd46988b96a52e312eaba",
        "POST, 127.0.0.1:8080, 127, 536743fc5dc00ecbb10eaae9ae0d8d2a205e87b09440382ca573921202e35c7b",
        "GET, ckafka.tencentcloudapi.com, ckafka, 63f953c4ef97327e029615a5362a0ff337c380f5cd7c8b926c2ff66126d940ac"})
    void acceptsTheKnownSignatures(String method, String host, String service, String signature) {
        boolean get = method.equals("GET");
        ReceivedRequest request = new ReceivedRequest(method, "/",
                get ? "InstanceId=ckafka-test&Group=g&Offset=0&Limit=50" : "",
                Map.of("Host", host, "X-TC-Timestamp", "1700000000", "Content-Type",
                        get ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8", "Authorization",
                        "TC3-HMAC-SHA256 Credential=AKIDexample/2023-11-14/" + service
                                + "/tc3_request, SignedHeaders=content-type;host, Signature=" + signature),
                (get ? "" : JSON).getBytes(StandardCharsets.UTF_8), false, "127.0.0.1");

        assertThat(authenticate(request, NOW)).isEqualTo("AKIDexample");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void refusesWithTheCodeOfTheFault(String fault, SignedRequest request, String code) {
        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticate(request.received(), NOW))
                .extracting(ApiError::code).isEqualTo(code);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("body tampered with", signed(r -> r.body = JSON.replace("50", "49")),
                        "AuthFailure.SignatureFailure"),
                Arguments.of("host tampered with", signed(r -> r.with("Host", "127.0.0.1:9181")),
                        "AuthFailure.SignatureFailure"),
                Arguments.of("method tampered with", signed(r -> r.method("PUT")), "AuthFailure.SignatureFailure"),
                Arguments.of("timestamp tampered with", signed(r -> r.with("X-TC-Timestamp", "1700000001")),
                        "AuthFailure.SignatureFailure"),
                Arguments.of("query tampered with",
                        tampered(request().get("Limit=50").sign(), r -> r.query = "Limit=5"),
                        "AuthFailure.SignatureFailure"),
                Arguments.of("wrong key", request().key("other").sign(), "AuthFailure.SignatureFailure"),
                Arguments.of("date of the scope not that of the timestamp", request().date("2023-11-15").sign(),
                        "AuthFailure.SignatureFailure"),
                Arguments.of("unknown id", request().id("AKIDother").sign(), "AuthFailure.SecretIdNotFound"),
                Arguments.of("no id", request().id("").sign(), "AuthFailure.SecretIdNotFound"),
                Arguments.of("unknown token", signed(r -> r.with("X-TC-Token", "other")), "AuthFailure.TokenFailure"),
                Arguments.of("no timestamp", signed(r -> r.without("X-TC-Timestamp")), "MissingParameter"),
                Arguments.of("timestamp in milliseconds", signed(r -> r.with("X-TC-Timestamp", "1700000000000")),
                        "InvalidParameter"),
                Arguments.of("nothing to prove who it is", request(), "AuthFailure.InvalidAuthorization"),
                Arguments.of("host not signed", authorization(";host", ""), "AuthFailure.InvalidAuthorization"),
                Arguments.of("content-type not signed", authorization("content-type;", ""),
                        "AuthFailure.InvalidAuthorization"),
                Arguments.of("other algorithm", authorization("TC3-HMAC-SHA256", "TC3-HMAC-SHA1"),
                        "AuthFailure.InvalidAuthorization"),
                Arguments.of("scope without its end", authorization("/tc3_request", ""),
                        "AuthFailure.InvalidAuthorization"),
                Arguments.of("no signature", authorization(", Signature=", ", Sign="),
                        "AuthFailure.InvalidAuthorization"),
                Arguments.of("another scheme", signed(r -> r.with("Authorization", "Bearer abc")),
                        "AuthFailure.InvalidAuthorization"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9180, 127.0.0.1:9180", "127.0.0.1:9180, 127.0.0.1", "[::1]:9180, [::1]", "[::1], [::1]",
        "LocalHost:9180, localhost"})
    void believesASignedHostWithAndWithoutItsPort(String sent, String signed) {
        assertThat(authenticate(hostSigned(sent, signed), NOW)).isEqualTo(SignedRequest.ID);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9180, localhost", "127.0.0.1:9180, 127.0.0.1:9181", "127.0.0.1:9180, 127.0.0.1:",
        "127.0.0.1:9180, ckafka.tencentcloudapi.com", "[::1]:9180, [:"})
    void refusesAnyOtherSignedHost(String sent, String signed) {
        ReceivedRequest request = hostSigned(sent, signed);

        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticate(request, NOW))
                .extracting(ApiError::code).isEqualTo("AuthFailure.SignatureFailure");
    }

    private static ReceivedRequest hostSigned(String sent, String signed) {
        return request().with("Host", signed).sign().with("Host", sent).received();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 300})
    void acceptsATimestampWithinFiveMinutes(long secondsOff) {
        assertThat(authenticate(request().sign().received(), NOW.plusSeconds(secondsOff))).isEqualTo(SignedRequest.ID);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 86_400})
    void refusesATimestampFurtherOff(long secondsOff) {
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> authenticate(request().sign().received(), NOW.plusSeconds(secondsOff)))
                .extracting(ApiError::code).isEqualTo("AuthFailure.SignatureExpire");
    }

    @Test
    void takesTheDateFromTheTimestampAndNotFromItsOwnClock() {
        SignedRequest lateLastNight = new SignedRequest("DescribeGroup", JSON, MIDNIGHT.minusSeconds(10)).sign();

        assertThat(authenticate(lateLastNight.received(), MIDNIGHT.plusSeconds(10))).isEqualTo(SignedRequest.ID);
    }

    @Test
    void acceptsATokenThatItWasToldAbout() {
        assertThat(authenticate(request().with("X-TC-Token", "known-token").sign().received(), NOW))
                .isEqualTo(SignedRequest.ID);
    }

    @Test
    void leavesABodyAloneThatIsDeclaredUnsigned() {
        SignedRequest request = request();
        request.body = "UNSIGNED-PAYLOAD";
        request.sign().with("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD").body = JSON;

        assertThat(authenticate(request.received(), NOW)).isEqualTo(SignedRequest.ID);
    }

    private static String authenticate(ReceivedRequest request, Instant now) {
        Authenticator authenticator = new Authenticator(
                Map.of(SignedRequest.ID, SignedRequest.KEY, "AKIDexample", "SECRETexample"), Set.of("known-token"),
                Clock.fixed(now, ZoneOffset.UTC));
        return authenticator.authenticate(request, new V3CallReader().read(request));
    }

    private static SignedRequest request() {
        return new SignedRequest("DescribeGroupOffsets", JSON, NOW);
    }

    private static SignedRequest signed(Consumer<SignedRequest> tampering) {
        return tampered(request().sign(), tampering);
    }

    private static SignedRequest tampered(SignedRequest request, Consumer<SignedRequest> tampering) {
        tampering.accept(request);
        return request;
    }

    private static SignedRequest authorization(String replaced, String by) {
        return signed(r -> r.headers.computeIfPresent("Authorization", (name, value) -> value.replace(replaced, by)));
    }
}
