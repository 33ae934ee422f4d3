package dev.tidemark.sandbox.emulator.http;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns the record that an action answers with into the fields of the answer, in their order and with nulls written. */
public final class AnswerFields {
    private final JsonMapper json;

    private AnswerFields(PropertyNamingStrategy names) {
        this.json = JsonMapper.builder().propertyNamingStrategy(names)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();
    }

    /** As API 3.0 writes them. */
    public static AnswerFields inUpperCamelCase() {
        return new AnswerFields(PropertyNamingStrategies.UPPER_CAMEL_CASE);
    }

    /** As the legacy API writes them: lowerCamelCase, and snake_case where a record says so. */
    public static AnswerFields asNamed() {
        return new AnswerFields(PropertyNamingStrategies.LOWER_CAMEL_CASE);
    }

    public ObjectNode of(Object answer) {
        if (json.<JsonNode>valueToTree(answer) instanceof ObjectNode fields) {
            return fields;
        }
        throw new IllegalStateException(answer.getClass() + " does not become a JSON object");
    }
}
