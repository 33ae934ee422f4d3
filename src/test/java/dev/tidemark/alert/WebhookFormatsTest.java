package dev.tidemark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.alert.AlertProperties.Language;
import dev.tidemark.alert.AlertProperties.Receiver;
import dev.tidemark.alert.AlertProperties.Topic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The signatures were computed by another implementation, after each vendor's description. */
class WebhookFormatsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
    private static final Alert ALERT = new Alert("7", "firing", NOW, "ckafka-one", "orders", "<at user_id=\"all\">",
            "STOP", "why", NOW, 17L, null, "payments", null, null, null, null, "stopped: <at user_id=\"all\"> & more");

    @Test
    void signsTheBodyAndTheTimeOfOurOwnFormat() throws Exception {
        WebhookRequest request = WebhookFormats.write(receiver(WebhookFormat.GENERIC, "SECabc"), ALERT, NOW);

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("SECabc".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected = HexFormat.of()
                .formatHex(mac.doFinal(("1772618400." + request.body()).getBytes(StandardCharsets.UTF_8)));
        assertThat(request.headers()).isEqualTo(
                Map.of("X-Tidemark-Timestamp", "1772618400", "X-Tidemark-Signature", "sha256=" + expected));
        JsonNode body = JsonMapper.shared().readTree(request.body());
        assertThat(body.path("kind").asString()).isEqualTo("firing");
        assertThat(body.path("lag").asLong()).isEqualTo(17);
        assertThat(body.path("since").asString()).isEqualTo("2026-03-04T10:00:00Z");
        assertThat(body.path("timeLagSeconds").isNull()).isTrue();
    }

    @Test
    void signsTheAddressForDingTalk() {
        assertThat(WebhookFormats.write(receiver(WebhookFormat.DINGTALK, "SECabc"), ALERT, NOW).url().toString())
                .isEqualTo(
                        "https://robot.example/send?key=k&timestamp=1772618400000&sign=1WS%2FgYZYz1mI%2Bb9bs5epfk74yD3BdZlGvSxb1059jK8%3D");
        assertThat(WebhookFormats.write(receiver(WebhookFormat.DINGTALK, ""), ALERT, NOW).url().toString())
                .isEqualTo("https://robot.example/send?key=k");
    }

    @Test
    void signsTheBodyForFeishuAndMentionsNoUser() {
        JsonNode body = JsonMapper.shared()
                .readTree(WebhookFormats.write(receiver(WebhookFormat.FEISHU, "SECabc"), ALERT, NOW).body());

        assertThat(body.path("timestamp").asString()).isEqualTo("1772618400");
        assertThat(body.path("sign").asString()).isEqualTo("Q7OBdm3JvGNQzF5/LDct4J41hn2XfktqYvFlNTINi4Y=");
        assertThat(body.at("/content/text").asString()).isEqualTo("stopped: ＜at user_id=\"all\"＞ & more");
    }

    @Test
    void sendsPlainTextToTheOthers() {
        assertThat(WebhookFormats.write(receiver(WebhookFormat.WECOM, ""), ALERT, NOW).body())
                .contains("\"msgtype\":\"text\"");
        assertThat(
                JsonMapper.shared().readTree(WebhookFormats.write(receiver(WebhookFormat.SLACK, ""), ALERT, NOW).body())
                        .path("text").asString())
                .isEqualTo("stopped: &lt;at user_id=\"all\"&gt; &amp; more");
    }

    @Test
    void cutsATextThatIsTooLongBetweenTwoCharacters() {
        Alert verbose = new Alert("7", "firing", NOW, "i", "i", "g", null, "why", NOW, null, null, null, null, null,
                null, null, "a" + "😀".repeat(2_000));

        String text = JsonMapper.shared()
                .readTree(WebhookFormats.write(receiver(WebhookFormat.WECOM, ""), verbose, NOW).body())
                .at("/text/content").asString();

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(2_045);
        assertThat(text).endsWith("😀");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            GENERIC  | anything                                  | -
            SLACK    | ok                                        | -
            SLACK    | no_service                                | no_service
            WECOM    | {"errcode":0,"errmsg":"ok"}               | -
            WECOM    | {"errcode":45009,"errmsg":"freq limit"}   | errcode 45009: freq limit
            DINGTALK | {"errcode":310000,"errmsg":"sign"}        | errcode 310000: sign
            DINGTALK | <html>                                    | the answer is no JSON
            FEISHU   | {"code":0,"msg":"success"}                | -
            FEISHU   | {"code":19021,"msg":"sign match fail"}    | code 19021: sign match fail
            FEISHU   | {}                                        | code missing:
            """)
    void readsOffTheAnswerWhetherItWasTaken(WebhookFormat format, String answer, @Nullable String why) {
        assertThat(WebhookFormats.refusal(format, answer).map(String::strip).orElse(null)).isEqualTo(why);
    }

    @Test
    void neverPrintsAnAddressWithItsKey() {
        assertThat(receiver(WebhookFormat.SLACK, "").toString()).doesNotContain("key=k");
        assertThat(WebhookFormats.write(receiver(WebhookFormat.SLACK, ""), ALERT, NOW).toString())
                .doesNotContain("key=k");
    }

    private static Receiver receiver(WebhookFormat format, String secret) {
        return new Receiver("chat", format, URI.create("https://robot.example/send?key=k"), secret, "*", "*",
                Set.of(Topic.VERDICTS), Language.EN);
    }
}
