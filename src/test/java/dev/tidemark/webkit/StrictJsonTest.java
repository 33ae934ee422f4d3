package dev.tidemark.webkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.Browser;
import dev.tidemark.testing.WebTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A body is read to the letter, and what is wrong in it is named. */
@WebTest
class StrictJsonTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private MockMvcTester mvc;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"group":"g","scopes":[]}                                     | scopes                 | This field is not known.
            {"Group":"g"}                                                 | Group                  | This field is not known.
            {"group":1}                                                   | group                  | This value is not possible here.
            {"group":true}                                                | group                  | This value is not possible here.
            {"group":{}}                                                  | group                  | This value is not possible here.
            {"group":"g","scope":{}}                                      | scope                  | This value is not possible here.
            {"group":"g","scope":["orders"]}                              | scope[0]               | This value is not possible here.
            {"group":"g","scope":[{"topic":"t","partitons":[0]}]}         | scope[0].partitons     | This field is not known.
            {"group":"g","scope":[{"topic":"t","partitions":[0,"1"]}]}    | scope[0].partitions[1] | This value is not possible here.
            {"group":"g","scope":[{"topic":"t","partitions":[1.0]}]}      | scope[0].partitions[0] | This value is not possible here.
            {"group":"g","scope":[{"topic":"t","partitions":[""]}]}       | scope[0].partitions[0] | This value is not possible here.
            {"group":"g","scope":[{"topic":"t","partitions":[true]}]}     | scope[0].partitions[0] | This value is not possible here.
            {"group":"g","scope":[{"topic":"t","partitions":[9999999999]}]} | scope[0].partitions[0] | This value is not possible here.
            {"group":"g","target":"to-latest"}                            | target                 | This value is not possible here.
            {"group":"g","target":{"type":"to-offset","offset":"5"}}      | target.offset          | This value is not possible here.
            {"group":"g","target":{"type":"to-offset","offset":1e40}}     | target.offset          | This value is not possible here.
            {"group":"g","group":"h"}                                     | body                   | The body must be one valid JSON document that names each field once.
            {"group":"g"} {"group":"h"}                                   | body                   | The body must be
            {"group":"g"},                                                | body                   | The body must be one valid JSON document that names each field once.
            {'group':'g'}                                                 | body                   | The body must be one valid JSON document that names each field once.
            {"group":"g"                                                  | body                   | The body must be one valid JSON document that names each field once.
            []                                                            | body                   | The body must be a JSON object.
            "g"                                                           | body                   | The body must be a JSON object.
            null                                                          | body                   | The body must be a JSON object.
            {}                                                            | group                  | This is required.
            {"group":""}                                                  | group                  | This is required.
            {"group":null}                                                | group                  | This is required.
            {"group":"g","scope":[]}                                      | target                 | This is required.
            """)
    void namesWhatIsWrong(String body, String field, String advice) {
        JsonNode problem = problem(post("/instances/ckafka-strict/reset-previews", body), 422);

        assertThat(problem.path("type").asString()).isEqualTo("urn:tidemark:problem:invalid-input");
        assertThat(problem.path("field").asString()).isEqualTo(field);
        assertThat(problem.path("detail").asString()).startsWith(field + ": " + advice);
    }

    /** Requests of which nothing may be left to a default. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            /resets                                           | {"confirmGroup":"g"}                     | previewId
            /resets                                           | {"previewId":"p","confirmGroup":" ","reason":"r"} | confirmGroup
            /resets                                           | {"previewId":"p","confirmGroup":"g"}     | reason
            /resets/1/approval                                | {"breakGlas":true}                       | breakGlas
            /resets/1/approval                                | {"breakGlass":"true"}                    | breakGlass
            /resets/1/approval                                | {"breakGlass":1}                         | breakGlass
            /resets/1/approval                                | null                                     | body
            /resets/1/rejection                               | {"comment":5}                            | comment
            /resets/1/cancellation                            | []                                       | body
            /resets/1/undo-preview                            | {"reason":"r"}                           | reason
            /resets/1/continuation-preview                    | {"overrideReason":[]}                    | overrideReason
            /instances/ckafka-strict/acknowledgements         | {"group":"g","reason":"r"}               | duration
            /instances/ckafka-strict/acknowledgements         | {"group":"g","duration":"PT1H"}          | reason
            /instances/ckafka-strict/acknowledgements         | {"group":"g","duration":3600,"reason":"r"} | duration
            /instances/ckafka-strict/acknowledgements/withdrawal | {"group":""}                          | group
            """)
    void takesNothingForGranted(String path, String body, String field) {
        assertThat(problem(post(path, body), 422).path("field").asString()).isEqualTo(field);
    }

    @Test
    void aMissingBodyIsABadRequest() {
        assertThat(problem(post("/resets", ""), 400).path("type").asString())
                .isEqualTo("urn:tidemark:problem:bad-request");
    }

    private MvcTestResult post(String path, String body) {
        return Browser.of(mvc).as("operator").post("/api/v1" + path, body);
    }

    private static JsonNode problem(MvcTestResult answer, int status) {
        assertThat(answer.getResponse().getStatus()).as(Browser.body(answer)).isEqualTo(status);
        assertThat(answer.getResponse().getContentType()).isEqualTo("application/problem+json");
        return JSON.readTree(Browser.body(answer));
    }
}
