package dev.tidemark.ckafka.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.qcloud.Common.Sign;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we sign: the vendor's vector, and the vendor's own client on thousands of requests. */
class V2SignatureTest {
    private static final String HOST = "ckafka.api.qcloud.com";
    private static final String PATH = "/v2/index.php";
    private static final List<String> PIECES = List.of("a", "Z", "0", "_", ".", "-", " ", "/", "&", "=", "+", "%", "@",
            "?", "账", "é", "\"", "<", "\uD83D\uDE80");
    private static final List<String> NAMES = List.of("timestamp", "Timestamp", "topics.0", "topics.10", "topics.2",
            "Filter_Name.0", "x_y_z", "group", "Zone", "a.b.c");

    @Test
    void isThatOfTheVector() {
        SortedMap<String, String> parameters = new TreeMap<>(Map.of("Action", "SetGroupOffsets", "Region",
                "ap-guangzhou", "Timestamp", "1700000000", "Nonce", "11886", "SecretId", "AKIDexample",
                "SignatureMethod", "HmacSHA256", "instanceId", "ckafka-test", "group", "g 1", "strategy", "1",
                "timestamp", "-2"));
        parameters.putAll(Map.of("topics.0", "t_0", "topics.1", "t_1"));

        assertThat(V2Signature.ofPost(HOST, PATH, parameters, "SECRETexample"))
                .isEqualTo("V0UDd8uPPXuVa6lxZgSOuYazA7go/+bsEK0PJqRhLWs=");
    }

    @Test
    void isThatOfTheVendorsClientOnThousandsOfParameterSets() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 3_000; i++) {
            TreeMap<String, String> parameters = new TreeMap<>(Map.of("SignatureMethod", "HmacSHA256"));
            for (int count = random.nextInt(8); count > 0; count--) {
                parameters.put(NAMES.get(random.nextInt(NAMES.size())), text(random));
            }
            String key = text(random);

            // The vendor compares the method by identity, which only a literal has.
            String vendors = Sign.sign(Sign.makeSignPlainText(new TreeMap<>(parameters), "POST", HOST, PATH), key,
                    "HmacSHA256");

            assertThat(V2Signature.ofPost(HOST, PATH, parameters, key)).as("%s", parameters).isEqualTo(vendors);
        }
    }

    @ParameterizedTest
    @CsvSource({"https://, ckafka.api.qcloud.com, ckafka.api.qcloud.com", "https://, private:8443, private:8443",
        "https://, private:443, private", "http://, private:443, private:443",
        "http://, 127.0.0.1:9180, 127.0.0.1:9180",
        "http://, private:80, private"})
    void namesTheHostAsTheHeaderDoes(String protocol, String host, String signed) {
        V2Endpoint endpoint = V2Endpoint.of(protocol, host, "ap-guangzhou");

        assertThat(endpoint.host()).isEqualTo(signed);
        assertThat(endpoint.address()).isEqualTo(URI.create(protocol + host + PATH));
    }

    @Test
    void goesOutWithEverythingThatIsCommonAndBothTimestamps() {
        SortedMap<String, String> sent = new V2Request("SetGroupOffset").with("timestamp", -2)
                .with("topics", List.of("a", "b"))
                .signed(V2Endpoint.of("https://", HOST, "gz"), new V2Keys("id", "key", Optional.of("token")),
                        Instant.ofEpochSecond(1_700_000_000), 7);

        assertThat(sent).containsAllEntriesOf(Map.of("Action", "SetGroupOffset", "Region", "gz", "Timestamp",
                "1700000000", "timestamp", "-2", "Nonce", "7", "SecretId", "id", "Token", "token", "topics.0", "a",
                "topics.1", "b")).containsKey("Signature").hasSize(11);
        assertThat(new V2Keys("id", "key", Optional.empty()).toString()).doesNotContain("key=")
                .doesNotContain("id");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
