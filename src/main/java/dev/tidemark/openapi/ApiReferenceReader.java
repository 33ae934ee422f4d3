package dev.tidemark.openapi;

import dev.tidemark.openapi.ApiReferencePage.Answer;
import dev.tidemark.openapi.ApiReferencePage.Command;
import dev.tidemark.openapi.ApiReferencePage.Content;
import dev.tidemark.openapi.ApiReferencePage.Field;
import dev.tidemark.openapi.ApiReferencePage.ObjectType;
import dev.tidemark.openapi.ApiReferencePage.Operation;
import dev.tidemark.openapi.ApiReferencePage.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the OpenAPI document as it stands on the page. */
final class ApiReferenceReader {
    private static final String JSON_SCHEMA = "/content/application~1json/schema";

    private final JsonNode document;
    private final String root;
    private final String person;

    /**
     * A reader for one visitor.
     *
     * @param root where this Tidemark is reached, for examples
     * @param person who calls in the examples
     */
    ApiReferenceReader(JsonNode document, String root, String person) {
        this.document = document;
        this.root = root;
        this.person = person;
    }

    ApiReferencePage read() {
        Map<String, List<Operation>> subjects = new LinkedHashMap<>();
        document.path("tags").forEach(tag -> subjects.put(tag.path("name").asString(), new ArrayList<>()));
        document.path("paths").forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> subjects
                .computeIfAbsent(operation.at("/tags/0").asString(), _ -> new ArrayList<>())
                .add(operation(method.toUpperCase(Locale.ROOT), path, operation))));
        List<ObjectType> types = new ArrayList<>();
        document.at("/components/schemas").forEachEntry((name, schema) -> types.add(new ObjectType(name, text(schema),
                fields("", schema, false))));
        return new ApiReferencePage(
                subjects.entrySet().stream().map(each -> new Subject(each.getKey(), each.getValue())).toList(), types);
    }

    private Operation operation(String method, String path, JsonNode operation) {
        JsonNode body = operation.path("requestBody");
        return new Operation(operation.path("operationId").asString(), method, path,
                TextPart.of(operation.path("summary").asString()), text(operation),
                operation.path("parameters").valueStream().map(ApiReferenceReader::parameter).toList(),
                body.path("required").asBoolean(false), fields("", resolved(body.at(JSON_SCHEMA)), true),
                operation.path("responses").propertyStream().map(each -> answer(each.getKey(), each.getValue()))
                        .toList(),
                commands(method, path, operation));
    }

    private static Field parameter(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        return new Field(parameter.path("name").asString(), parameter.path("in").asString(), SchemaType.of(schema),
                parameter.path("required").asBoolean(false), schema.path("default").asString(""),
                choices(schema, text(parameter)), text(parameter));
    }

    /** Of a request all that can be written, of a type only its own fields. */
    private List<Field> fields(String prefix, JsonNode type, boolean deep) {
        // In an answer all fields are there: a mark on each would tell nothing.
        boolean all = type.path("required").size() == type.path("properties").size()
                && !type.has("additionalProperties");
        Set<String> required = all
                ? Set.of()
                : type.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        List<Field> fields = new ArrayList<>();
        type.path("properties").forEachEntry((name, schema) -> {
            fields.add(new Field(prefix + name, "", SchemaType.of(schema), required.contains(name), "",
                    choices(schema, text(schema)), text(schema)));
            if (deep) {
                boolean list = schema.has("items");
                JsonNode inner = resolved(list ? schema.path("items") : schema);
                fields.addAll(fields(prefix + name + (list ? "[]." : "."), inner, true));
            }
        });
        return fields;
    }

    private Answer answer(String status, JsonNode reference) {
        JsonNode answer = resolved(reference);
        return new Answer(status, text(answer), answer.path("content").propertyStream()
                .map(each -> new Content(each.getKey(), SchemaType.of(each.getValue().path("schema")))).toList());
    }

    private List<Command> commands(String method, String path, JsonNode operation) {
        String id = operation.path("operationId").asString();
        String address = root + CurlCommand.address(path, operation.path("parameters"));
        List<Command> commands = new ArrayList<>();
        if (!operation.at("/requestBody/required").asBoolean(false)) {
            commands.add(new Command("curl-" + id, "", CurlCommand.of(person, method, address, "")));
        }
        operation.at("/requestBody/content/application~1json/examples").forEachEntry((name, example) -> commands.add(
                new Command("curl-" + id + "-" + name, example.path("summary").asString(),
                        CurlCommand.of(person, method, address, example.path("value").toString()))));
        return commands;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static List<TextPart> text(JsonNode node) {
        return TextPart.of(node.path("description").asString(""));
    }

    /** Those that the description does not name already. */
    private static List<String> choices(JsonNode schema, List<TextPart> description) {
        return schema.path("enum").valueStream().map(JsonNode::asString)
                .filter(choice -> !description.contains(new TextPart(choice, true))).toList();
    }
}
