package dev.tidemark.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Nothing is open that is not named here; what there is to open is discovered, so that a new page cannot be forgotten. */
@WebTest
class ClosedByDefaultTest {
    private static final Set<String> OPEN = Set.of("/login", "/error", "/actuator/health", "/actuator/health/**",
            "/actuator/info");

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private List<RequestMappingInfoHandlerMapping> mappings;
    @Autowired
    private InMemoryCkafka ckafka;

    @Test
    void everyAddressAsksWhoYouAre() {
        Set<String> checked = new TreeSet<>();
        mappings.stream().flatMap(mapping -> mapping.getHandlerMethods().keySet().stream()).forEach(mapping -> {
            for (String pattern : mapping.getPatternValues()) {
                methods(mapping).forEach(method -> {
                    if (!OPEN.contains(pattern)) {
                        checked.add(pattern);
                        assertClosed(method, pattern.replaceAll("\\{[^}]*}", "x").replace("**", "x"));
                    }
                });
            }
        });
        assertThat(checked).contains("/instances", "/instances/{id}/groups", "/instances/{id}/group",
                "/api/v1/instances", "/api/v1/instances/{id}/group/offsets", "/actuator/prometheus");
    }

    private void assertClosed(HttpMethod method, String address) {
        MvcTestResult answer = mvc.method(method).uri(address).exchange();
        int status = answer.getResponse().getStatus();
        if (status == 302) {
            assertThat(answer).as("%s %s", method, address).redirectedUrl().endsWith("/login");
        } else {
            // 401 where a password is asked for, 403 where the form's token comes before everything else.
            assertThat(status).as("%s %s", method, address).isIn(401, 403);
        }
    }

    private static Stream<HttpMethod> methods(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return methods.isEmpty()
                ? Stream.of(HttpMethod.GET, HttpMethod.POST)
                : methods.stream().map(RequestMethod::asHttpMethod);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/api/v1/nothing", "/actuator", "/actuator/env", "/actuator/prometheus"})
    void unknownAddressesAskTooSoThatNothingCanBeProbed(String address) {
        assertClosed(HttpMethod.GET, address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
        "/actuator/info", "/css/app.css", "/js/app.js", "/img/tidemark.svg", "/webjars/htmx.org/dist/htmx.min.js"})
    void whatIsNeededBeforeSigningInIsOpen(String address) {
        assertThat(mvc.get().uri(address)).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "approver", "admin"})
    void everyRoleReads(String role) {
        InstanceId instance = new InstanceId("ckafka-read");
        ckafka.instance(Groups.instance("ckafka-read", "reading", "ap-reading")).group(instance, Groups.empty("g"))
                .offsets(instance, new ConsumerGroupId("g"), "t", List.of(Offsets.committed(0, 1, 2)));
        for (String address : List.of("/instances", "/instances/ckafka-read/groups",
                "/instances/ckafka-read/group?name=g")) {
            assertThat(Browser.of(mvc).as(role).open(address)).as(address).hasStatus(200);
            assertThat(Browser.of(mvc).as(role).call("/api/v1" + address)).as(address).hasStatus(200);
        }
        assertThat(Browser.of(mvc).as(role).call("/actuator/prometheus")).hasStatus(200);
    }

    @Test
    void aSessionOpensNoApiSoThatAnotherSiteCannotBorrowIt() {
        assertThat(Browser.of(mvc).open("/actuator/prometheus")).hasStatus(200);
        assertThat(mvc.get().uri("/api/v1/instances")).hasStatus(401).hasHeader("WWW-Authenticate",
                "Basic realm=\"Tidemark\", charset=\"UTF-8\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/instances", "/api/v1/instances", "/actuator/health", "/css/app.css"})
    void everyAnswerForbidsForeignContent(String address) {
        MvcTestResult answer = Browser.of(mvc).open(address);
        assertThat(answer).hasHeader("X-Content-Type-Options", "nosniff").hasHeader("Referrer-Policy", "same-origin")
                .containsHeader("Permissions-Policy");
        assertThat(answer.getResponse().getHeader("Content-Security-Policy")).contains("default-src 'none'",
                "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
    }
}
