package dev.tidemark.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document of {@code /api/v1}, a file that is committed. A test generates it from the controllers and fails
 * while the two differ, so that nothing is generated where Tidemark runs.
 */
@Component
class OpenApiDocument {
    private final byte[] json;
    private final JsonNode tree;

    OpenApiDocument(JsonMapper mapper) {
        try {
            json = new ClassPathResource("openapi.json").getContentAsByteArray();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        tree = mapper.readTree(json);
    }

    byte[] json() {
        return json.clone();
    }

    JsonNode tree() {
        return tree;
    }
}
