package dev.tidemark.offsetreset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lag.Sweeps;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.WebTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call what. Every address that changes something is discovered and must be in the table; a role that is not named
 * there is turned away, by page and by JSON, and that is on record.
 */
@WebTest
class EndpointAccessTest {
    private static final List<String> ROLES = List.of("viewer", "operator", "approver", "admin");
    private static final Map<String, Set<String>> MAY = new TreeMap<>(Map.ofEntries(
            Map.entry("/instances/{id}/acknowledgements", Set.of("operator", "approver", "admin")),
            Map.entry("/instances/{id}/acknowledgements/withdrawal", Set.of("operator", "approver", "admin")),
            Map.entry("/instances/{id}/reset-previews", Set.of("operator", "admin")),
            Map.entry("/resets", Set.of("operator", "admin")),
            // An admin may ask and approve, and yet only take back what they asked for themselves.
            Map.entry("/resets/{resetId}/cancellation", Set.of("operator")),
            Map.entry("/resets/{resetId}/approval", Set.of("approver", "admin")),
            Map.entry("/resets/{resetId}/rejection", Set.of("approver", "admin")),
            Map.entry("/resets/{resetId}/execution", Set.of("operator", "approver")),
            Map.entry("/reset-previews/{previewId}/cancellation", Set.of("operator", "admin")),
            Map.entry("/resets/{resetId}/continuation-preview", Set.of("operator", "admin")),
            Map.entry("/resets/{resetId}/undo-preview", Set.of("operator", "admin"))));

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private ApplicationContext application;
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyAddressThatChangesSomethingIsInTheTable() {
        assertThat(writes()).containsExactlyInAnyOrderElementsOf(MAY.keySet());
    }

    @TestFactory
    Stream<DynamicTest> leadsToAPageWhenTheAddressOfAFormIsLoadedAgain() {
        return MAY.keySet().stream().map(pattern -> DynamicTest.dynamicTest(pattern, () -> {
            Resets resets = new Resets(mvc, ckafka);
            String address = pattern.replace("{id}", Resets.INSTANCE)
                    .replace("{previewId}", resets.preview(resets.group()).path("previewId").asString())
                    .replace("{resetId}", resets.pending());

            assertThat(resets.as("admin").open(address).getResponse().getStatus())
                    .isEqualTo(pattern.equals("/resets") ? 200 : 303);
        }));
    }

    @TestFactory
    Stream<DynamicTest> letsInOnlyTheRolesThatAreNamed() {
        Resets resets = new Resets(mvc, ckafka);
        return MAY.entrySet().stream().flatMap(address -> ROLES.stream().flatMap(role -> Stream.of(true, false)
                .map(json -> DynamicTest.dynamicTest(role + (json ? " /api/v1" : " ") + address.getKey(), () -> {
                    int status = status(resets, address.getKey(), role, json);
                    if (address.getValue().contains(role) && address.getKey().endsWith("continuation-preview")) {
                        // Let in, and told that this reset has left nothing undone.
                        assertThat(status).isEqualTo(409);
                    } else if (address.getValue().contains(role)) {
                        assertThat(status).isLessThan(400);
                    } else {
                        assertThat(status).isEqualTo(403);
                    }
                }))));
    }

    @TestFactory
    Stream<DynamicTest> keepsWhoWasTurnedAwayOnRecord() {
        Resets resets = new Resets(mvc, ckafka);
        return Stream.of("approval", "rejection", "cancellation", "execution")
                .map(action -> DynamicTest.dynamicTest(action, () -> {
                    String id = resets.pending();
                    resets.as("viewer").post("/api/v1/resets/" + id + "/" + action, "{\"comment\":\"x\"}");

                    var newest = Resets.json(resets.as("admin").call("/api/v1/audit?actor=viewer&limit=1"), 200)
                            .at("/entries/0");
                    assertThat(newest.path("phase").asString()).isEqualTo("DENIED");
                    assertThat(newest.path("resetId").asString()).isEqualTo(id);
                }));
    }

    @Test
    void showsTheAuditTrailToEverybodyButViewers() {
        for (String role : ROLES) {
            for (String address : List.of("/audit", "/audit/verification", "/audit/export")) {
                assertThat(Browser.of(mvc).as(role).open(address)).as(role + address)
                        .hasStatus(role.equals("viewer") ? 403 : 200);
            }
            assertThat(Browser.of(mvc).as(role).call("/api/v1/audit")).hasStatus(role.equals("viewer") ? 403 : 200);
        }
    }

    private Set<String> writes() {
        Set<String> found = new TreeSet<>();
        mappings.getHandlerMethods().keySet().stream().filter(mapping -> mapping.getMethodsCondition().getMethods()
                .stream().anyMatch(method -> method != RequestMethod.GET))
                .forEach(mapping -> mapping.getPatternValues().forEach(pattern -> found.add(pattern
                        .replaceFirst("^/api/v1", ""))));
        return found;
    }

    private int status(Resets resets, String pattern, String role, boolean json) {
        Browser browser = resets.as(role);
        MvcTestResult answer = switch (pattern) {
            case "/instances/{id}/reset-previews" -> preview(resets, browser, json);
            case "/resets" -> request(resets, browser, json);
            case "/reset-previews/{previewId}/cancellation" -> {
                String address = pattern.replace("{previewId}",
                        resets.preview(resets.group()).path("previewId").asString());
                yield json ? browser.post("/api/v1" + address, "") : browser.send(address, Map.of());
            }
            case "/instances/{id}/acknowledgements", "/instances/{id}/acknowledgements/withdrawal" ->
                acknowledge(resets, browser, json, pattern.replace("{id}", Resets.INSTANCE));
            default -> {
                Function<Resets, String> stage = pattern.endsWith("execution")
                        ? Resets::approved
                        : pattern.matches(".*(undo|continuation)-preview") ? Resets::applied : Resets::pending;
                String address = pattern.replace("{resetId}", stage.apply(resets));
                yield json
                        ? browser.post("/api/v1" + address,
                                pattern.matches(".*(execution|undo-preview|continuation-preview)")
                                        ? ""
                                        : "{\"comment\":\"because\"}")
                        : browser.send(address, Map.of("comment", "because"));
            }
        };
        return answer.getResponse().getStatus();
    }

    private static MvcTestResult preview(Resets resets, Browser browser, boolean json) {
        String group = resets.group();
        String address = "/instances/" + Resets.INSTANCE + "/reset-previews";
        return json
                ? browser.post("/api/v1" + address, """
                        {"group":"%s","scope":[{"topic":"orders"}],"target":{"type":"to-latest"}}""".formatted(group))
                : browser.send(address, Map.of("group", group, "scope", "orders", "target", "to-latest"));
    }

    private MvcTestResult acknowledge(Resets resets, Browser browser, boolean json, String address) {
        String group = resets.group();
        Sweeps.sweep(application);
        boolean withdraws = address.endsWith("withdrawal");
        if (json) {
            return browser.post("/api/v1" + address, (withdraws
                    ? "{\"group\":\"%s\"}"
                    : "{\"group\":\"%s\",\"duration\":\"PT1H\",\"reason\":\"because\"}").formatted(group));
        }
        return browser.send(address, withdraws
                ? Map.of("group", group)
                : Map.of("group", group, "duration", "PT1H", "reason", "because"));
    }

    private static MvcTestResult request(Resets resets, Browser browser, boolean json) {
        String group = resets.group();
        String preview = resets.preview(group).path("previewId").asString();
        return json
                ? browser.post("/api/v1/resets", """
                        {"previewId":"%s","confirmGroup":"%s","reason":"why"}""".formatted(preview, group))
                : browser.send("/resets", Map.of("previewId", preview, "confirmGroup", group, "reason", "why"));
    }
}
