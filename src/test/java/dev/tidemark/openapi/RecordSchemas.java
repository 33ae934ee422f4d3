package dev.tidemark.openapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of our records: described by their Javadoc; in an answer every field is there and null where it is unknown; in a
 * request what is not required may be null or left out. Without "null" a generated client would send an empty list of
 * partitions, which means none, in place of all.
 */
final class RecordSchemas implements ModelConverter {
    private static final Map<Class<?>, List<String>> OPTIONALS = Map.of(OptionalLong.class, List.of("integer", "int64"),
            OptionalInt.class, List.of("integer", "int32"), OptionalDouble.class, List.of("number", "double"));

    /** What a request must have although no annotation says so: the answer to its absence says more than "required". */
    private static final Set<String> DEMANDED = Set.of("PreviewInput.scope", "ScopeInput.topic", "TargetInput.type");
    private static final Map<String, List<String>> CHOICES = Map.of("PreviewInput.mode", List.of("pinned", "resolved"),
            "TargetInput.type", List.of("to-earliest", "to-latest", "to-datetime", "by-duration", "shift-by",
                    "to-offset", "to-current", "from-file"));
    private static final Map<String, String> FORMATS = Map.of("datetime", "date-time", "duration", "duration");

    private final SourceJavadoc javadoc;
    // By identity: the same record can be resolved again, and is then another model.
    private final Set<Schema<?>> described = Collections.newSetFromMap(new IdentityHashMap<>());

    RecordSchemas(SourceJavadoc javadoc) {
        this.javadoc = javadoc;
    }

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
        List<String> optional = OPTIONALS.get(raw);
        if (optional != null) {
            return new JsonSchema().typesItem(optional.getFirst()).format(optional.getLast());
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        if (raw.isRecord() && schema != null && schema.get$ref() != null) {
            String name = schema.get$ref().replaceFirst(".*/", "");
            Schema<?> model = context.getDefinedModels().get(name);
            if (model != null && model.getProperties() != null && described.add(model)) {
                describe(model, raw);
            }
        }
        return schema;
    }

    private void describe(Schema<?> model, Class<?> type) {
        SourceJavadoc.Comment comment = javadoc.of(type);
        if (!comment.text().isEmpty()) {
            model.description(comment.text());
        }
        boolean request = type.getSimpleName().endsWith("Input");
        List<String> required = new ArrayList<>();
        Map<String, Schema<?>> fields = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            Schema<?> field = Optional.<Schema<?>>ofNullable(model.getProperties().get(name)).orElseThrow();
            if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
                field = new JsonSchema().typesItem("object");
            }
            String place = type.getSimpleName() + "." + name;
            if (!request || isDemanded(component) || DEMANDED.contains(place)) {
                required.add(name);
            }
            if (request) {
                if (FORMATS.containsKey(name)) {
                    field.setFormat(FORMATS.get(name));
                }
                if (CHOICES.containsKey(place)) {
                    field = choice(CHOICES.get(place));
                }
            }
            // A choice would have to list null among its values.
            boolean never = (request && required.contains(name)) || CHOICES.containsKey(place);
            if (mayBeNull(component) && !never) {
                field = orNull(field);
            }
            String text = comment.parameters().get(name);
            if (text != null) {
                field.description(text);
            }
            fields.put(name, field);
        }
        // What Jackson finds beside the components: accessors such as isExact().
        model.getProperties().forEach((name, field) -> {
            if (fields.putIfAbsent(name, field) == null) {
                required.add(name);
            }
        });
        model.properties(new LinkedHashMap<>(fields));
        model.required(required.isEmpty() ? null : required);
        if (request) {
            model.additionalProperties(false);
        }
    }

    static Schema<Object> choice(List<String> values) {
        Schema<Object> choice = new JsonSchema();
        choice.typesItem("string");
        values.forEach(choice::addEnumItemObject);
        return choice;
    }

    private static boolean isDemanded(RecordComponent component) {
        return Stream.of(NotNull.class, NotEmpty.class, NotBlank.class)
                .anyMatch(each -> component.getAccessor().isAnnotationPresent(each));
    }

    private static boolean mayBeNull(RecordComponent component) {
        return OPTIONALS.containsKey(component.getType())
                || Arrays.stream(component.getAnnotatedType().getAnnotations()).anyMatch(Nullable.class::isInstance);
    }

    private static Schema<?> orNull(Schema<?> field) {
        if (field.get$ref() != null) {
            return new JsonSchema().oneOf(List.of(field, new JsonSchema().typesItem("null")));
        }
        field.getTypes().add("null");
        return field;
    }
}
