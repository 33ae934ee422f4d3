package dev.tidemark.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.Browser;
import dev.tidemark.testing.WebTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document that is committed is the one that the controllers give. With {@code -Dtidemark.openapi.update=true} it is
 * written anew.
 */
@WebTest
@Import(ApiDescription.class)
@TestPropertySource(properties = {"springdoc.api-docs.enabled=true", "springdoc.paths-to-match=/api/v1/**",
    "springdoc.default-produces-media-type=application/json", "springdoc.override-with-generic-response=false"})
class OpenApiDocumentTest {
    private static final Path COMMITTED = Path.of("src/main/resources/openapi.json");
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Autowired
    private MockMvcTester mvc;

    @Test
    void isTheOneTheControllersGive() throws IOException {
        JsonNode generated = JSON.readTree(Browser.body(Browser.of(mvc).open("/v3/api-docs")));
        assertThat(generated.path("paths").size()).isGreaterThan(15);
        String text = JSON.writeValueAsString(generated).replace(System.lineSeparator(), "\n") + "\n";
        if (Boolean.getBoolean("tidemark.openapi.update")) {
            Files.writeString(COMMITTED, text);
        }
        assertThat(Files.readString(COMMITTED)).as("openapi.json; -Dtidemark.openapi.update=true writes it")
                .isEqualTo(text);
    }
}
