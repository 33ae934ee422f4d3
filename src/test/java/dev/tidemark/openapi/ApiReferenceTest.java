package dev.tidemark.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.Browser;
import dev.tidemark.testing.WebTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page about the API shows what is in the document, and the document's own examples are requests that are understood. */
@WebTest
class ApiReferenceTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private OpenApiDocument document;

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "approver", "admin", "limited"})
    void everyRoleReadsPageAndDocument(String role) {
        assertThat(Browser.of(mvc).as(role).open("/api-reference")).hasStatus(200);
        MvcTestResult served = Browser.of(mvc).as(role).call("/api/v1/openapi.json");
        assertThat(served).hasStatus(200).hasContentType("application/json");
        assertThat(JSON.readTree(Browser.body(served))).isEqualTo(document.tree());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everyOperationAndTypeIsOnThePage(String language) {
        String page = Browser.of(mvc).in(language).html("/api-reference");
        operations().keySet().forEach(id -> assertThat(page).contains("id=\"" + id + "\"", "href=\"#" + id + "\""));
        document.tree().at("/components/schemas").propertyNames()
                .forEach(type -> assertThat(page).contains("id=\"type-" + type + "\""));
        assertThat(page).doesNotContain("??");
    }

    @Test
    void everyLinkWithinThePageHasItsTargetAndNoTargetIsThereTwice() {
        String page = Browser.of(mvc).html("/api-reference");
        List<String> ids = found("\\sid=\"([^\"]+)\"", page);
        assertThat(ids).doesNotHaveDuplicates().containsAll(new TreeSet<>(found("href=\"#([^\"]+)\"", page)));
        assertThat(ids).containsAll(found("data-copy=\"([^\"]+)\"", page));
    }

    @Test
    void examplesNameTheCallerAndTheAddressOfThisTidemark() {
        assertThat(Browser.textOf(Browser.of(mvc).as("operator").html("/api-reference"))).contains(
                "curl -u operator 'http://localhost/api/v1/instances'",
                "curl -u operator 'http://localhost/api/v1/instances/ckafka-abcd1234/group?name=payments-ledger'",
                "curl -u operator -X POST http://localhost/api/v1/resets/42/execution".replace("http", "'http") + "'");
    }

    @Test
    void pagesLeadToItFromTheirFooter() {
        assertThat(Browser.of(mvc).html("/instances")).contains("href=\"/api-reference\"");
    }

    /** There is no such group, and that is all that is wrong with them. */
    @TestFactory
    Stream<DynamicTest> theApiUnderstandsTheExamplesOfItsDocument() {
        List<DynamicTest> tests = new ArrayList<>();
        operations()
                .forEach((id, operation) -> operation.operation().at("/requestBody/content/application~1json/examples")
                        .forEachEntry((name, example) -> tests.add(DynamicTest.dynamicTest(id + " " + name, () -> {
                            String address = CurlCommand.address(operation.path(),
                                    operation.operation().path("parameters"));
                            MvcTestResult answer = Browser.of(mvc).as("admin").post(address,
                                    example.path("value").toString());
                            assertThat(answer.getResponse().getStatus()).isNotIn(400, 415);
                            assertThat(Browser.body(answer)).doesNotContain("not known", "not possible here",
                                    "required",
                                    "must be");
                        }))));
        assertThat(tests).hasSizeGreaterThan(10);
        return tests.stream();
    }

    private Map<String, Described> operations() {
        Map<String, Described> operations = new TreeMap<>();
        document.tree().path("paths").forEachEntry((path, methods) -> methods.forEachEntry((method,
                operation) -> operations.put(operation.path("operationId").asString(),
                        new Described(method.toUpperCase(Locale.ROOT), path, operation))));
        return operations;
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
    }

    private record Described(String method, String path, JsonNode operation) {
    }
}
