package dev.tidemark.sandbox.emulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns the record that an action answers with into the fields of {@code Response}: UpperCamelCase, nulls written. */
final class AnswerFields {
    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    ObjectNode of(Object answer) {
        if (json.<JsonNode>valueToTree(answer) instanceof ObjectNode fields) {
            return fields;
        }
        throw new IllegalStateException(answer.getClass() + " does not become a JSON object");
    }
}
