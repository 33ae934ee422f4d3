package dev.tidemark.openapi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The type of a field in a few words.
 *
 * @param name of a JSON type, its format where it has one, or one of the document's own types
 * @param link the anchor of a type of the document's own; null for all others
 * @param list whether it is a list of these
 * @param orNull whether it can be null, which means unknown
 */
record SchemaType(String name, @Nullable String link, boolean list, boolean orNull) {
    private static final String REFERENCE = "$ref";

    static SchemaType of(JsonNode schema) {
        if (schema.has("oneOf")) {
            return of(schema.at("/oneOf/0")).nullable();
        }
        if (schema.has(REFERENCE)) {
            String name = schema.path(REFERENCE).asString().replaceFirst(".*/", "");
            return new SchemaType(name, "type-" + name, false, false);
        }
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return new SchemaType(words(schema, type.path(0).asString()), null, false, true);
        }
        if (type.asString("").equals("array")) {
            SchemaType item = of(schema.path("items"));
            return new SchemaType(item.name(), item.link(), true, false);
        }
        return new SchemaType(words(schema, type.asString("")), null, false, false);
    }

    private SchemaType nullable() {
        return new SchemaType(name, link, list, true);
    }

    private static String words(JsonNode schema, String type) {
        String format = schema.path("format").asString("");
        return format.isEmpty() || type.equals("integer") || type.equals("number") ? type : format;
    }
}
