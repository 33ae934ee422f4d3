package dev.tidemark.sandbox.emulator.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tencentcloudapi.common.Sign;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.api.Authenticator;
import dev.tidemark.sandbox.emulator.api.V3CallReader;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterSignatureTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String HOST = "127.0.0.1:9180";

    @ParameterizedTest(name = "SignatureMethod {0} means {1}, sent with {2}")
    @CsvSource({"HmacSHA256, HmacSHA256, GET", "HmacSHA256, HmacSHA256, POST", "HmacSHA1, HmacSHA1, GET",
        "HmacSHA1, HmacSHA1, POST", "hmacsha256, HmacSHA1, GET", "SHA256, HmacSHA1, GET", ", HmacSHA1, POST"})
    void takesSha256OnlyForItsExactName(String signatureMethod, String algorithm, String method) throws Exception {
        Map<String, String> parameters = parameters();
        if (signatureMethod != null) {
            parameters.put("SignatureMethod", signatureMethod);
        }

        assertThat(authenticate(request(method, signed(parameters, method, algorithm)))).isEqualTo("AKIDsandbox");
    }

    @Test
    void signsUnderscoresOfNamesAsDotsAndThoseOfValuesAsTheyAre() throws Exception {
        Map<String, String> parameters = parameters();
        parameters.put("Tag_Key.0", "a_b");
        parameters.put("timestamp", "-2");

        assertThat(authenticate(request("POST", signed(parameters, "POST", "HmacSHA1")))).isEqualTo("AKIDsandbox");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9180, true", "127.0.0.1, true", "localhost, false", "127.0.0.1:9181, false"})
    void believesTheHostWithAndWithoutItsPortAndNoOther(String host, boolean believed) throws Exception {
        Map<String, String> parameters = parameters();
        String text = Sign.makeSignPlainText(new TreeMap<>(parameters), "GET", host, "/");
        parameters.put("Signature", Sign.sign("sandbox-secret-key", text, "HmacSHA1"));
        ReceivedRequest request = request("GET", parameters);

        if (believed) {
            assertThat(authenticate(request)).isEqualTo("AKIDsandbox");
        } else {
            assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticate(request))
                    .extracting(ApiError::code).isEqualTo("AuthFailure.SignatureFailure");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void refusesWithTheCodeOfTheFault(String fault, UnaryOperator<Map<String, String>> tampering, String code)
            throws Exception {
        Map<String, String> parameters = tampering.apply(signed(parameters(), "GET", "HmacSHA1"));

        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticate(request("GET", parameters)))
                .extracting(ApiError::code).isEqualTo(code);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("value tampered with", with("Group", "other"), "AuthFailure.SignatureFailure"),
                Arguments.of("parameter added", with("Extra", "1"), "AuthFailure.SignatureFailure"),
                Arguments.of("parameter removed", without("Group"), "AuthFailure.SignatureFailure"),
                Arguments.of("name in another case", rename("Group", "group"), "AuthFailure.SignatureFailure"),
                Arguments.of("fresher timestamp than was signed", with("Timestamp", "1700000001"),
                        "AuthFailure.SignatureFailure"),
                Arguments.of("old timestamp", with("Timestamp", "1699999699"), "AuthFailure.SignatureExpire"),
                Arguments.of("no timestamp", without("Timestamp"), "MissingParameter"),
                Arguments.of("no nonce", without("Nonce"), "MissingParameter"),
                Arguments.of("no signature", without("Signature"), "MissingParameter"),
                Arguments.of("no id", without("SecretId"), "MissingParameter"),
                Arguments.of("unknown id", with("SecretId", "AKIDother"), "AuthFailure.SecretIdNotFound"),
                Arguments.of("unknown token", with("Token", "other"), "AuthFailure.TokenFailure"));
    }

    @Test
    void refusesANameThatIsGivenTwice() {
        ReceivedRequest request = new ReceivedRequest("GET", "/", "SecretId=a&Signature=b&SecretId=c",
                Map.of("Host", HOST), new byte[0], false, "127.0.0.1");

        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticate(request))
                .withMessage("The parameter `SecretId` is given twice.");
    }

    @Test
    void refusesAFormThatIsNotEncodedProperly() {
        ReceivedRequest request = new ReceivedRequest("POST", "/", "", Map.of("Host", HOST, "content-type",
                "application/x-www-form-urlencoded"), "Group=%zz".getBytes(StandardCharsets.UTF_8), false, "127.0.0.1");

        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> authenticate(request))
                .extracting(ApiError::code).isEqualTo("InvalidParameter");
    }

    private static Map<String, String> parameters() {
        return new TreeMap<>(Map.of("Action", "DescribeGroupOffsets", "Version", "2019-08-19", "Region", "ap-guangzhou",
                "Timestamp", "1700000000", "Nonce", "11886", "SecretId", "AKIDsandbox", "Group", "账 单 *~+/&="));
    }

    private static Map<String, String> signed(Map<String, String> parameters, String method, String algorithm)
            throws TencentCloudSDKException {
        String text = Sign.makeSignPlainText(new TreeMap<>(parameters), method, HOST, "/");
        Map<String, String> signed = new TreeMap<>(parameters);
        signed.put("Signature", Sign.sign("sandbox-secret-key", text, algorithm));
        return signed;
    }

    private static ReceivedRequest request(String method, Map<String, String> parameters) {
        String encoded = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        boolean get = method.equals("GET");
        return new ReceivedRequest(method, "/", get ? encoded : "",
                Map.of("Host", HOST, "Content-Type", "application/x-www-form-urlencoded"),
                (get ? "" : encoded).getBytes(StandardCharsets.UTF_8), false, "127.0.0.1");
    }

    private static String authenticate(ReceivedRequest request) {
        return new Authenticator(Map.of("AKIDsandbox", "sandbox-secret-key"), Set.of(),
                Clock.fixed(NOW, ZoneOffset.UTC)).authenticate(request, new V3CallReader().read(request));
    }

    private static UnaryOperator<Map<String, String>> with(String name, String value) {
        return parameters -> {
            parameters.put(name, value);
            return parameters;
        };
    }

    private static UnaryOperator<Map<String, String>> without(String name) {
        return parameters -> {
            parameters.remove(name);
            return parameters;
        };
    }

    private static UnaryOperator<Map<String, String>> rename(String name, String other) {
        return parameters -> {
            parameters.put(other, String.valueOf(parameters.remove(name)));
            return parameters;
        };
    }
}
