package dev.tidemark.webkit;

import dev.tidemark.kafka.InvalidInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies that change something, to the letter: a misspelt name must not mean "all partitions", nor a text or a
 * fraction some whole number.
 */
public final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private StrictJson() {
    }

    /**
     * Reads one document.
     *
     * @throws InvalidInput naming the member that is wrong, or {@code body}
     */
    public static <T> T read(String body, Class<T> type) {
        try {
            T read = MAPPER.readValue(body, type);
            if (read == null) {
                throw InvalidInput.coded("body", "json.object");
            }
            return read;
        } catch (UnrecognizedPropertyException unknown) {
            throw InvalidInput.coded(path(unknown), "json.unknown-field");
        } catch (MismatchedInputException wrong) {
            throw InvalidInput.coded(path(wrong), "json.wrong-value");
        } catch (JacksonException broken) {
            throw InvalidInput.coded("body", "json.document");
        }
    }

    private static String path(MismatchedInputException problem) {
        StringBuilder path = new StringBuilder();
        problem.getPath().forEach(step -> {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        });
        return path.isEmpty() ? "body" : path.toString();
    }
}
