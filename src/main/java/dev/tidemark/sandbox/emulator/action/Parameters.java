package dev.tidemark.sandbox.emulator.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The parameters of one request, checked as they are read: an absent one is a MissingParameter, one of the wrong JSON
 * type an InvalidParameter. Parameters that came through a query or a form are texts; there a text of digits is a number.
 */
public final class Parameters {
    private final JsonNode body;
    private final boolean texts;
    private final UnaryOperator<String> wireName;

    /**
     * @param body an object
     * @param texts whether every scalar arrived as text (GET and the older signatures)
     */
    public Parameters(JsonNode body, boolean texts) {
        this(body, texts, UnaryOperator.identity());
    }

    private Parameters(JsonNode body, boolean texts, UnaryOperator<String> wireName) {
        this.body = body;
        this.texts = texts;
        this.wireName = wireName;
    }

    /** The same parameters under other names; refusals name them as they were sent. */
    Parameters named(UnaryOperator<String> other) {
        return new Parameters(body, texts, other);
    }

    public void expectOnly(Set<String> known) {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw new ApiError("UnknownParameter", "The parameter `" + name + "` is not recognized.");
            }
        }
    }

    public boolean has(String name) {
        JsonNode value = body.get(wireName.apply(name));
        return value != null && !value.isNull();
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> ApiError.missing(wireName.apply(name)));
    }

    public Optional<String> text(String name) {
        return has(name) ? Optional.of(asText(name, body.path(wireName.apply(name)))) : Optional.empty();
    }

    public long requiredNumber(String name) {
        return number(name).orElseThrow(() -> ApiError.missing(wireName.apply(name)));
    }

    public OptionalLong number(String name) {
        return has(name) ? OptionalLong.of(asNumber(name, body.path(wireName.apply(name)))) : OptionalLong.empty();
    }

    /** A number inside a documented range, or the documented default. */
    public int numberBetween(String name, int min, int max, int otherwise) {
        long value = number(name).orElse(otherwise);
        if (value < min || value > max) {
            throw ApiError.invalidValue(wireName.apply(name), "must be between " + min + " and " + max);
        }
        return (int) value;
    }

    public boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        JsonNode value = body.path(wireName.apply(name));
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (texts && value.isString() && Set.of("true", "false").contains(value.stringValue())) {
            return value.stringValue().equals("true");
        }
        throw ApiError.invalid(wireName.apply(name), "must be a boolean");
    }

    /** The texts of an array; empty when the array is absent or empty. Ask {@link #has} to tell the two apart. */
    public List<String> texts(String name) {
        List<String> found = new ArrayList<>();
        elements(name).forEach(element -> found.add(asText(name, element)));
        return found;
    }

    public List<Long> numbers(String name) {
        List<Long> found = new ArrayList<>();
        elements(name).forEach(element -> found.add(asNumber(name, element)));
        return found;
    }

    /** The objects of an array, each to be read like a request of its own. */
    public List<Parameters> objects(String name) {
        List<Parameters> found = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isObject()) {
                throw ApiError.invalid(wireName.apply(name), "must be an array of objects");
            }
            found.add(new Parameters(element, texts));
        }
        return found;
    }

    private Iterable<JsonNode> elements(String name) {
        if (!has(name)) {
            return List.of();
        }
        JsonNode array = body.path(wireName.apply(name));
        if (!array.isArray()) {
            throw ApiError.invalid(wireName.apply(name), "must be an array");
        }
        return array;
    }

    private String asText(String name, JsonNode value) {
        if (!value.isString()) {
            throw ApiError.invalid(wireName.apply(name), "must be a string");
        }
        return value.stringValue();
    }

    private long asNumber(String name, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (texts && value.isString()) {
            try {
                return Long.parseLong(value.stringValue());
            } catch (NumberFormatException notDigits) {
                throw ApiError.invalid(wireName.apply(name), "must be an integer");
            }
        }
        throw ApiError.invalid(wireName.apply(name), "must be an integer");
    }
}
