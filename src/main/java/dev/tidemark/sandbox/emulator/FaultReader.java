package dev.tidemark.sandbox.emulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code {action, kind, times, code?, millis?}}; refuses what could never take effect, naming the field. */
final class FaultReader {
    private static final List<String> FIELDS = List.of("action", "kind", "times", "code", "millis");
    private static final int MAX_TIMES = 1_000_000;
    private static final int MAX_MILLIS = 600_000;

    private final JsonMapper json = new JsonMapper();
    private final Set<String> actions;

    FaultReader(Set<String> actions) {
        this.actions = new TreeSet<>(actions);
    }

    Fault read(String text) {
        JsonNode body = object(text);
        String action = action(body);
        FaultKind kind = kind(body);
        if (!action.equals(Fault.ANY_ACTION) && !kind.suits(action)) {
            throw SwitchRefused.badRequest("kind: " + kind.wireName() + " is for writes, " + action + " is a read");
        }
        return new Fault(action, kind, number(body, "times", 1, MAX_TIMES), code(body, kind), delay(body, kind));
    }

    private JsonNode object(String text) {
        try {
            JsonNode body = json.readTree(text);
            if (body.isObject()) {
                body.propertyNames().stream().filter(name -> !FIELDS.contains(name)).findFirst().ifPresent(name -> {
                    throw SwitchRefused.badRequest(name + ": is not one of " + FIELDS);
                });
                return body;
            }
        } catch (JacksonException notJson) {
            throw SwitchRefused.badRequest("the body is not JSON");
        }
        throw SwitchRefused.badRequest("the body is not a JSON object");
    }

    private String action(JsonNode body) {
        String action = text(body, "action").orElseThrow(() -> missing("action"));
        if (!action.equals(Fault.ANY_ACTION) && !actions.contains(action)) {
            throw SwitchRefused.badRequest("action: " + action + " is neither * nor one of " + actions);
        }
        return action;
    }

    private static FaultKind kind(JsonNode body) {
        String kind = text(body, "kind").orElseThrow(() -> missing("kind"));
        return FaultKind.named(kind).orElseThrow(() -> SwitchRefused.badRequest("kind: " + kind + " is not one of "
                + Arrays.stream(FaultKind.values()).map(FaultKind::wireName).collect(Collectors.toList())));
    }

    private static String code(JsonNode body, FaultKind kind) {
        Optional<String> code = text(body, "code");
        return switch (kind) {
            case CODE -> code.orElseThrow(() -> missing("code"));
            // Any text but 0 and ok means failure; 1 is the plainest.
            case RETURN_CODE -> code.orElse("1");
            default -> "";
        };
    }

    private static Duration delay(JsonNode body, FaultKind kind) {
        return kind == FaultKind.DELAY ? Duration.ofMillis(number(body, "millis", 1, MAX_MILLIS)) : Duration.ZERO;
    }

    private static Optional<String> text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw SwitchRefused.badRequest(field + ": must be a text that is not blank");
        }
        return Optional.of(value.stringValue());
    }

    private static int number(JsonNode body, String field, int min, int max) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw missing(field);
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw SwitchRefused.badRequest(field + ": must be an integer from " + min + " to " + max);
        }
        return value.intValue();
    }

    private static SwitchRefused missing(String field) {
        return SwitchRefused.badRequest(field + ": is missing");
    }
}
