package dev.tidemark.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.TestTidemark;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Metrics can be opened to a scraper without a password, and nothing else with them. */
@SpringBootTest(classes = TestTidemark.class, properties = {
    "spring.datasource.url=" + TestTidemark.DATABASE, "tidemark.lag.enabled=false",
    "tidemark.access.public-metrics=true"})
@AutoConfigureMockMvc
class OpenMetricsTest {
    @Autowired
    private MockMvcTester mvc;

    @Test
    void opensMetricsAndNothingElse() {
        assertThat(mvc.get().uri("/actuator/prometheus")).hasStatus(200);
        assertThat(mvc.get().uri("/actuator")).hasStatus(401);
        assertThat(mvc.get().uri("/api/v1/instances")).hasStatus(401);
    }
}
