package dev.tidemark.alert;

import dev.tidemark.alert.AlertProperties.Receiver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes messages as each receiver understands them, and reads off the answer whether it took one: the chat robots say no
 * with status 200. Texts are sent as plain text, so that a group's name is a name and never a mention or a link.
 */
final class WebhookFormats {
    private static final JsonMapper JSON = JsonMapper.shared();
    // WeCom's limit for a text, in bytes; the others allow more.
    private static final int LONGEST_TEXT = 2_048;

    private WebhookFormats() {
    }

    static WebhookRequest write(Receiver receiver, Alert alert, Instant now) {
        return switch (receiver.format()) {
            case GENERIC -> generic(receiver, JSON.writeValueAsString(alert), now);
            case WECOM, DINGTALK -> new WebhookRequest(
                    receiver.format() == WebhookFormat.DINGTALK ? signedAddress(receiver, now) : receiver.url(),
                    JSON.writeValueAsString(
                            Map.of("msgtype", "text", "text", Map.of("content", shortened(alert.text())))),
                    Map.of());
            case FEISHU -> feishu(receiver, alert, now);
            case SLACK ->
                new WebhookRequest(receiver.url(), JSON.writeValueAsString(Map.of("text", shortened(alert.text())
                        .replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))), Map.of());
        };
    }

    /** Why an answer with status 200 is a refusal all the same; empty when the message was taken. */
    static Optional<String> refusal(WebhookFormat format, String answer) {
        return switch (format) {
            case GENERIC -> Optional.empty();
            case SLACK -> answer.strip().equals("ok") ? Optional.empty() : Optional.of(shortened(answer));
            case WECOM, DINGTALK -> code(answer, "errcode", "errmsg");
            case FEISHU -> code(answer, "code", "msg");
        };
    }

    /** The time is signed with the body, so that neither can be replayed with another. */
    private static WebhookRequest generic(Receiver receiver, String body, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        return new WebhookRequest(receiver.url(), body, receiver.secret().isEmpty()
                ? Map.of()
                : Map.of("X-Tidemark-Timestamp", timestamp, "X-Tidemark-Signature", "sha256="
                        + hmac(receiver.secret()).hmacHex(timestamp + "." + body)));
    }

    private static URI signedAddress(Receiver receiver, Instant now) {
        if (receiver.secret().isEmpty()) {
            return receiver.url();
        }
        String timestamp = Long.toString(now.toEpochMilli());
        return UriComponentsBuilder.fromUri(receiver.url()).queryParam("timestamp", timestamp)
                .queryParam("sign", "{sign}").encode()
                .build(Map.of("sign", base64(hmac(receiver.secret()).hmac(timestamp + "\n" + receiver.secret()))));
    }

    /** Feishu signs nothing with time and secret as the key, and reads tags in texts, for example to mention everybody. */
    private static WebhookRequest feishu(Receiver receiver, Alert alert, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!receiver.secret().isEmpty()) {
            String timestamp = Long.toString(now.getEpochSecond());
            body.put("timestamp", timestamp);
            body.put("sign", base64(hmac(timestamp + "\n" + receiver.secret()).hmac("")));
        }
        body.put("msg_type", "text");
        body.put("content", Map.of("text", shortened(alert.text()).replace("<", "＜").replace(">", "＞")));
        return new WebhookRequest(receiver.url(), JSON.writeValueAsString(body), Map.of());
    }

    private static Optional<String> code(String answer, String codeName, String wordsName) {
        try {
            JsonNode read = JSON.readTree(answer);
            return read.path(codeName).isNumber() && read.path(codeName).asInt() == 0
                    ? Optional.empty()
                    : Optional.of(shortened(codeName + " " + read.path(codeName).asString("missing") + ": "
                            + read.path(wordsName).asString("")));
        } catch (JacksonException _) {
            return Optional.of("the answer is no JSON");
        }
    }

    private static String shortened(String text) {
        String some = text;
        while (some.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
            some = some.substring(0, some.offsetByCodePoints(some.length(), -1));
        }
        return some;
    }

    private static HmacUtils hmac(String key) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
