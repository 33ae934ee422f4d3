package dev.tidemark.ckafka.v2;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The envelope of the legacy API, always with HTTP status 200: {@code code} is a number, in some answers a text, and 0 for
 * success; the text is {@code message}, in some answers {@code msg}, and begins with the module's code in brackets.
 */
final class V2Answer {
    static final String INSTANCE_UNKNOWN = "5000 (10006)";
    private static final String REPLAY = "4500";
    private static final Pattern MODULE = Pattern.compile("^\\((\\d+)\\)\\s*");
    private static final JsonMapper JSON = new JsonMapper();

    private V2Answer() {
    }

    static JsonNode data(String action, byte[] body) {
        JsonNode answer = parsed(action, body);
        String code = code(action, answer.path("code"));
        if (code.equals("0")) {
            return answer.path("data");
        }
        Optional<String> given = text(answer, "message").or(() -> text(answer, "msg"));
        if (given.isEmpty()) {
            throw refusal(code, code, Optional.empty());
        }
        String message = given.get();
        Matcher module = MODULE.matcher(message);
        boolean known = module.find();
        String whole = known ? code + " (" + module.group(1) + ")" : code;
        throw refusal(code, whole,
                Optional.of(known && module.end() < message.length() ? message.substring(module.end()) : message));
    }

    /**
     * A Nonce counts as used when the request arrived before: a proxy may have repeated it, and the write may have been
     * executed. Anything else is passed on as it is.
     */
    static ClusterUnavailable ofReplay(ClusterUnavailable refusal) {
        boolean replay = refusal.code().filter(code -> code.startsWith(REPLAY)).isPresent();
        return replay
                ? refusal.withReason(Reason.UNREADABLE)
                : refusal;
    }

    static ClusterUnavailable unreadable(String action, @Nullable Throwable cause) {
        return ClusterUnavailable.coded(Reason.UNREADABLE, cause, "unreadable", action);
    }

    private static ClusterUnavailable refusal(String code, String whole, Optional<String> text) {
        Reason reason = switch (code) {
            case "4400" -> Reason.THROTTLED;
            case "4100", "4101", "4102", "4103", "4104", "4105", "4106", "4110", "4300", REPLAY -> Reason.DENIED;
            default -> Reason.REFUSED;
        };
        // It broke inside, is not there, or did a part: in the words of API 3.0, so that the same rules hold for both.
        String worded = switch (code) {
            case "5400", "6000", "6200" -> "InternalError " + whole;
            default -> whole;
        };
        Optional<String> quoted = Optional.of(worded);
        return text.map(words -> new ClusterUnavailable(reason, quoted, Optional.empty(), words, null))
                .orElseGet(() -> ClusterUnavailable.coded(reason, quoted, Optional.empty(), null, "no-reason"));
    }

    private static JsonNode parsed(String action, byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JacksonException noJson) {
            throw unreadable(action, noJson);
        }
        throw unreadable(action, null);
    }

    private static String code(String action, JsonNode code) {
        if (code.isIntegralNumber()) {
            return code.asString();
        }
        if (code.isString() && code.stringValue().matches("-?\\d+")) {
            return code.stringValue();
        }
        throw unreadable(action, null);
    }

    private static Optional<String> text(JsonNode answer, String name) {
        return Optional.of(answer.path(name)).filter(JsonNode::isString).map(JsonNode::stringValue)
                .filter(text -> !text.isBlank());
    }
}
