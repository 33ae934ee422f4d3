package dev.tidemark.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.api.Authenticator;
import dev.tidemark.sandbox.emulator.api.V2Api;
import dev.tidemark.sandbox.emulator.api.V3CallReader;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signature of the legacy API: published vectors, and agreement with the vendor's own client on many requests. */
class LegacySignatureTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    private static final List<String> PIECES = List.of("a", "Z", "0", "_", ".", "-", " ", "/", "&", "=", "+", "%", "@",
            "?", "账", "é", "\"", "<", "\uD83D\uDE80");
    private static final List<String> NAMES = List.of("timestamp", "Timestamp_", "topics.0", "topics.10", "topics.2",
            "Filter_Name.0", "x_y_z", "group", "Zone", "a.b.c");

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({"GET, HmacSHA256, Bd0re3bcz/3+EcgyXD2MpXWAbTdd6f6lfzOmzjiGHtI=",
        "GET, HmacSHA1, eE+SDhrYSxRyev3l6N9ufl3kJRk=",
        "POST, HmacSHA256, V0UDd8uPPXuVa6lxZgSOuYazA7go/+bsEK0PJqRhLWs=",
        "POST, HmacSHA1, 8KrwEVzFpMWMRwnpAEGJeyEPfqo="})
    void believesTheVectors(String method, String algorithm, String signature) {
        V2SignedRequest request = vector(method).with("SignatureMethod", algorithm);

        assertThat(request.signature()).as("by the vendor's client").isEqualTo(signature);
        assertThat(authenticate(request.with("Signature", signature))).isEqualTo("AKIDexample");
        assertThat(authenticate(request.multipart())).as("in the other form").isEqualTo("AKIDexample");
    }

    @Test
    void agreesWithTheVendorsClientOnThousandsOfParameterSets() {
        Random random = new Random(20_260_101);
        for (int i = 0; i < 3_000; i++) {
            V2SignedRequest request = random(random, i % 2 == 0 ? "GET" : "POST").sign();

            assertThat(authenticate(request)).as("request %s: %s", i, request.parameters).isEqualTo("AKIDexample");
        }
    }

    @Test
    void refusesEveryOneOfThemWhenOneLetterOfAValueIsAnother() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            V2SignedRequest request = random(random, i % 2 == 0 ? "GET" : "POST").sign().with("group", "tampered with");

            assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticate(request))
                    .extracting(ApiError::code).isEqualTo("AuthFailure.SignatureFailure");
        }
    }

    @Test
    void leavesOutOfAPostWhatOnceMeantAFileAndOnlyThere() {
        assertThat(authenticate(vector("POST").with("group", "@g").sign().with("group", "@other")))
                .isEqualTo("AKIDexample");
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> authenticate(vector("GET").with("group", "@g").sign().with("group", "@other")));
    }

    @Test
    void believesTheHostWithoutThePortItWasSentTo() {
        assertThat(authenticate(vector("GET").host("127.0.0.1").sign().host("127.0.0.1:9180")))
                .isEqualTo("AKIDexample");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9180, localhost", "ckafka.api.qcloud.com, ckafka.api.qcloud.com:443"})
    void signsTheHostAsItWasSent(String sent, String signed) {
        V2SignedRequest request = vector("GET").host(signed).sign().host(sent);

        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticate(request));
        assertThat(authenticate(request.sign())).isEqualTo("AKIDexample");
    }

    @Test
    void signsThePath() {
        V2SignedRequest request = vector("GET").path("/").sign().path(V2Api.PATH);

        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticate(request));
    }

    private static V2SignedRequest vector(String method) {
        return new V2SignedRequest(method, "SetGroupOffsets").host("ckafka.api.qcloud.com").key("SECRETexample")
                .with("SecretId", "AKIDexample").with("instanceId", "ckafka-test").with("group", "g 1")
                .with("strategy", "1").with("timestamp", "-2").with("topics.0", "t_0").with("topics.1", "t_1");
    }

    private static V2SignedRequest random(Random random, String method) {
        V2SignedRequest request = vector(method);
        if (random.nextBoolean()) {
            request.with("SignatureMethod", random.nextBoolean() ? "HmacSHA256" : "HmacSHA1");
        }
        if (method.equals("POST") && random.nextBoolean()) {
            request.multipart();
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            request.with(NAMES.get(random.nextInt(NAMES.size())), text(random));
        }
        return request.with("group", text(random));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String authenticate(V2SignedRequest request) {
        ReceivedRequest received = request.received();
        return new Authenticator(Map.of("AKIDexample", "SECRETexample"), Set.of(), CLOCK)
                .authenticateParameters(received, new V3CallReader().readParameters(received));
    }
}
