package dev.tidemark.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.WebTest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The routes that answer, the OpenAPI document and the README name the same operations. */
@WebTest
class ApiAgreementTest {
    @Autowired
    private OpenApiDocument document;
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyRouteIsInTheDocumentAndNothingElse() {
        assertThat(operations().keySet()).isEqualTo(routes());
    }

    @Test
    void everyRouteIsInTheReadmeAndNothingElse() {
        assertThat(ReadmeTable.rows().stream().map(ReadmeTable.Row::operation).toList())
                .containsExactlyInAnyOrderElementsOf(routes());
    }

    @Test
    void theReadmeNamesEveryParameterOfAQuery() {
        for (ReadmeTable.Row row : ReadmeTable.rows()) {
            Set<String> known = operations().getOrDefault(row.operation(), missing()).path("parameters").valueStream()
                    .filter(parameter -> parameter.path("in").asString().equals("query"))
                    .map(parameter -> parameter.path("name").asString())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(row.parameters()).as(row.operation()).isEqualTo(known);
        }
    }

    @Test
    void theReadmeNamesEveryFieldOfAnAnswer() {
        for (ReadmeTable.Row row : ReadmeTable.rows()) {
            if (!row.fields().isEmpty()) {
                String schema = operations().getOrDefault(row.operation(), missing())
                        .at("/responses/200/content/application~1json/schema/$ref").asString();
                assertThat(row.fields()).as(row.operation()).isEqualTo(new TreeSet<>(
                        document.tree().at(schema.substring(1) + "/properties").propertyNames()));
            }
        }
    }

    private JsonNode missing() {
        return document.tree().path("missing");
    }

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.tree().path("paths").forEachEntry((path, methods) -> methods.forEachEntry((method,
                operation) -> operations.put(method.toUpperCase(Locale.ROOT) + " " + ReadmeTable.path(path),
                        operation)));
        return operations;
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        mappings.getHandlerMethods().keySet().forEach(route -> route.getPatternValues().stream()
                .filter(pattern -> pattern.startsWith("/api/v1/")).forEach(pattern -> route.getMethodsCondition()
                        .getMethods().forEach(method -> routes.add(method + " " + ReadmeTable.path(pattern)))));
        return routes;
    }
}
