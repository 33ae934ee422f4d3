package dev.tidemark.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.access.Operator;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * What springdoc cannot see in the controllers' signatures: their Javadoc, the order of things, the statuses, and that
 * every error is a problem document. Not marked as a configuration, so that other tests do not find it by scanning.
 */
class ApiDescription {
    /** Controllers, in the order in which they are read, and what they are about. */
    private static final Map<String, String> TAGS = new LinkedHashMap<>();
    private static final Set<String> ACCEPTED = Set.of("previewReset", "previewContinuation");
    private static final Set<String> CREATED = Set.of("previewReset", "previewContinuation", "requestReset");
    /** Those that ask CKafka before they answer. */
    private static final Set<String> ASKING = Set.of("listGroups", "describeGroup", "listOffsets", "previewReset",
            "requestReset", "approveReset", "executeReset", "previewContinuation", "previewUndo");
    private static final Map<String, List<String>> CHOICES = Map.of("range",
            List.of("15m", "1h", "6h", "24h", "7d", "30d", "180d"), "state", List.of("Stable", "Empty"), "format",
            List.of("json", "csv", "jsonl"));
    private static final Map<String, Object> EXAMPLES = Map.of("id", "ckafka-abcd1234", "name", "payments-ledger",
            "previewId", ApiExamples.PREVIEW, "resetId", 42);
    private static final String PROBLEM = "application/problem+json";
    private static final String INTRODUCTION = "Lag and guarded offset resets of the consumer groups on Tencent Cloud "
            + "CKafka. Offsets are integers, times are UTC in ISO-8601, and what is unknown is `null`, never zero. Every "
            + "error is a problem document (RFC 9457).";
    private static final Map<Integer, String> ERRORS = new TreeMap<>(Map.of(
            400, "The body is missing or could not be read.",
            401, "Name or password is missing or wrong.",
            403, "The caller does not have the permission for this, or policy forbids it.",
            404, "It does not exist.",
            409, "It is not possible in the present state; `type` names the reason.",
            415, "The body is not JSON.",
            422, "An input cannot be accepted; `field` names it.",
            500, "An error in Tidemark; `reference` finds it in the log.",
            501, "API v2, through which the instance is reached, cannot do this.",
            503,
            "CKafka does not answer; `code` and `requestId` are what it said. `Retry-After` says when to try again."));

    static {
        TAGS.put("InstanceApi", "Instances");
        TAGS.put("TriageApi", "Triage");
        TAGS.put("AcknowledgementApi", "Acknowledgements");
        TAGS.put("ConsumerGroupApi", "Consumer groups");
        TAGS.put("HistoryApi", "History");
        TAGS.put("ResetApi", "Offset resets");
        TAGS.put("AuditApi", "Audit trail");
        TAGS.put("OpenApiApi", "This document");
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Operator.class)
                .replaceWithClass(InstanceId.class, String.class).replaceWithClass(ConsumerGroupId.class, String.class);
    }

    private final SourceJavadoc javadoc = new SourceJavadoc();
    private final Map<String, Integer> positions = new HashMap<>();

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas(javadoc);
    }

    @Bean
    OperationCustomizer fromJavadoc() {
        return (operation, handler) -> {
            SourceJavadoc.Comment comment = javadoc.of(handler.getMethod());
            operation.setOperationId(handler.getMethod().getName());
            operation.setTags(List.of(tag(handler)));
            operation.setSummary(comment.summary().replaceFirst("\\.$", ""));
            operation.setDescription(comment.rest().isEmpty() ? null : comment.rest());
            positions.put(operation.getOperationId(), javadoc.position(handler.getMethod()));
            Optional.ofNullable(operation.getParameters()).orElse(List.of())
                    .forEach(parameter -> describe(parameter, comment));
            operation.setResponses(answers(operation, handler));
            ApiExamples.of(operation.getOperationId()).ifPresent(examples -> operation.getRequestBody().getContent()
                    .values().forEach(content -> content.setExamples(examples)));
            return operation;
        };
    }

    private static String tag(HandlerMethod handler) {
        return Optional.ofNullable(TAGS.get(handler.getBeanType().getSimpleName())).orElseThrow(
                () -> new IllegalStateException(handler.getBeanType() + " has no place among the tags"));
    }

    private static void describe(Parameter parameter, SourceJavadoc.Comment comment) {
        String name = parameter.getName();
        // In a header the name is spelt otherwise than in Java.
        parameter.setDescription(Optional.ofNullable(comment.parameters().get(name))
                .orElseGet(() -> comment.parameters().get(name.toLowerCase(Locale.ROOT))));
        parameter.setExample(EXAMPLES.get(name));
        Schema<?> schema = parameter.getSchema();
        boolean standard = !"".equals(schema.getDefault());
        if (CHOICES.containsKey(name) || !standard) {
            // Made anew, because springdoc writes a default that was set once, even when it is null.
            Schema<Object> text = RecordSchemas.choice(CHOICES.getOrDefault(name, List.of()));
            if (standard && schema.getDefault() != null) {
                text.setDefault(schema.getDefault());
            }
            parameter.setSchema(text);
        }
        if (name.equals("offset")) {
            schema.setMinimum(BigDecimal.ZERO);
        } else if (name.equals("limit")) {
            schema.setMinimum(BigDecimal.ONE);
            schema.setMaximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT));
        }
    }

    private static ApiResponses answers(Operation operation, HandlerMethod handler) {
        String id = operation.getOperationId();
        ApiResponses answers = new ApiResponses();
        operation.getResponses().forEach((status, response) -> {
            if (status.equals("200") && CREATED.contains(id)) {
                answers.addApiResponse("201", response.description("Created")
                        .addHeaderObject("Location", header("string", "The address of what was created")));
            } else {
                answers.addApiResponse(status, response);
            }
            if (ACCEPTED.contains(id)) {
                answers.addApiResponse("202", new ApiResponse().content(response.getContent())
                        .description("Accepted: CKafka is still being asked what the time means"));
            }
            if (id.equals("findAuditEntries")) {
                response.getContent().addMediaType("text/csv", text()).addMediaType("application/jsonl", text());
            }
            if (id.equals("describeApi")) {
                response.setContent(new Content().addMediaType("application/json",
                        new MediaType().schema(new JsonSchema().typesItem("object"))));
            }
        });
        errors(operation, handler).forEach(status -> answers.addApiResponse(status.toString(),
                new ApiResponse().$ref("#/components/responses/" + status)));
        return answers;
    }

    private static Header header(String type, String text) {
        return new Header().description(text).schema(new JsonSchema().typesItem(type));
    }

    private static MediaType text() {
        return new MediaType().schema(new JsonSchema().typesItem("string"));
    }

    private static List<Integer> errors(Operation operation, HandlerMethod handler) {
        boolean body = operation.getRequestBody() != null;
        List<Parameter> parameters = Optional.ofNullable(operation.getParameters()).orElse(List.of());
        boolean place = parameters.stream().anyMatch(parameter -> parameter.getIn().equals("path"));
        boolean input = body || parameters.stream().anyMatch(parameter -> parameter.getIn().equals("query"));
        boolean resets = operation.getTags().contains("Offset resets");
        boolean asking = ASKING.contains(operation.getOperationId());
        boolean writes = handler.hasMethodAnnotation(PostMapping.class);
        Map<Integer, Boolean> when = new LinkedHashMap<>();
        when.put(400, body);
        when.put(401, true);
        when.put(403, place || writes || operation.getTags().contains("Audit trail"));
        // An acknowledged group needs only be monitored; where it is not, that is an input.
        when.put(404, (place || writes) && !operation.getTags().contains("Acknowledgements"));
        when.put(409, resets && writes);
        when.put(415, body);
        when.put(422, input || (resets && writes));
        when.put(500, true);
        when.put(501, asking);
        when.put(503, asking);
        return when.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    }

    @Bean
    OpenApiCustomizer wholeDocument() {
        return document -> {
            document.info(new Info().title("Tidemark").version("v1").description(INTRODUCTION)
                    .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
            // Where it is served from, whatever the host: a generated client is told the rest.
            document.servers(List.of(new Server().url("/")));
            document.security(List.of(new SecurityRequirement().addList("basic")));
            document.tags(TAGS.values().stream().map(name -> new Tag().name(name)).toList());
            Components components = document.getComponents();
            components.addSecuritySchemes("basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")
                    .description("Name and password of a user, with every request"));
            components.addSchemas("ProblemDetail", problem());
            ERRORS.forEach((status, text) -> components.addResponses(status.toString(), error(text)));
            components.addResponses("503", error(ERRORS.getOrDefault(503, "")).addHeaderObject("Retry-After",
                    header("integer", "Seconds")));
            components.setSchemas(new TreeMap<>(components.getSchemas()));
            sort(document);
        };
    }

    private static ApiResponse error(String text) {
        return new ApiResponse().description(text).content(new Content().addMediaType(PROBLEM,
                new MediaType().schema(new Schema<>().$ref("#/components/schemas/ProblemDetail"))));
    }

    private static Schema<?> problem() {
        Schema<?> schema = new JsonSchema().typesItem("object")
                .description("Why a request was refused (RFC 9457).");
        Map<String, String> formats = Map.of("status", "int32", "type", "uri");
        ProblemFields.ALL.forEach((name, text) -> schema.addProperty(name, new JsonSchema()
                .typesItem(name.equals("status") ? "integer" : "string").format(formats.get(name))
                .description(text)));
        schema.required(List.of("type", "title", "status", "detail"));
        schema.example(JsonNodeFactory.instance.objectNode().put("type", "urn:tidemark:problem:group-active")
                .put("title", "The consumer group is active").put("status", 409)
                .put("detail", "Offsets can be reset only while consumer group payments is inactive."));
        return schema;
    }

    private void sort(OpenAPI document) {
        List<String> order = List.copyOf(TAGS.values());
        Paths sorted = new Paths();
        document.getPaths().entrySet().stream().sorted(Comparator
                .comparingInt((Map.Entry<String, PathItem> path) -> order
                        .indexOf(path.getValue().readOperations().getFirst().getTags().getFirst()))
                .thenComparingInt(path -> path.getValue().readOperations().stream().map(Operation::getOperationId)
                        .mapToInt(id -> positions.getOrDefault(id, 0)).min().orElseThrow()))
                .forEach(path -> sorted.addPathItem(path.getKey(), path.getValue()));
        document.paths(sorted);
    }
}
