package dev.tidemark.sandbox.emulator.control;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON object that a switch is given, read field by field; a refusal names the field. */
final class SwitchBody {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode body;

    private SwitchBody(JsonNode body) {
        this.body = body;
    }

    /** Refuses what is no object, and any field but those. */
    static SwitchBody read(String text, List<String> fields) {
        try {
            JsonNode body = JSON.readTree(text);
            if (body.isObject()) {
                body.propertyNames().stream().filter(name -> !fields.contains(name)).findFirst().ifPresent(name -> {
                    throw SwitchRefused.badRequest(name + ": is not one of " + fields);
                });
                return new SwitchBody(body);
            }
        } catch (JacksonException notJson) {
            throw SwitchRefused.badRequest("the body is not JSON");
        }
        throw SwitchRefused.badRequest("the body is not a JSON object");
    }

    boolean has(String field) {
        return !body.path(field).isMissingNode() && !body.path(field).isNull();
    }

    Optional<String> text(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        JsonNode value = body.path(field);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw SwitchRefused.badRequest(field + ": must be a text that is not blank");
        }
        return Optional.of(value.stringValue());
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    int requiredNumber(String field, int min, int max) {
        if (!has(field)) {
            throw missing(field);
        }
        JsonNode value = body.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw SwitchRefused.badRequest(field + ": must be an integer from " + min + " to " + max);
        }
        return value.intValue();
    }

    private static SwitchRefused missing(String field) {
        return SwitchRefused.badRequest(field + ": is missing");
    }
}
