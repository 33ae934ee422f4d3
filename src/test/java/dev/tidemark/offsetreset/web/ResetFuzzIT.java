package dev.tidemark.offsetreset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Hostile;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.WebTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/** Nonsense in every field: never a fault of ours, never a write, and a sentence that says what is wrong. */
@WebTest
class ResetFuzzIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> FIELDS = List.of("group", "scope", "more", "target", "by", "direction", "offset",
            "datetime", "zone", "amount", "unit", "csv", "mode");
    private static final List<String> VALUES = Stream.concat(Hostile.names(), Stream.of("", "-1", "0",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1.5", "1e9", "NaN", "to-latest",
            "to-datetime", "by-duration", "shift-by", "from-file", "to-offset", "orders", "orders:", "orders:-1",
            "orders:99999999999", "orders,0,5", "orders,0", ",,,", "2026-02-30T00:00", "0000-01-01T00:00",
            "+999999999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59", "PT", "PT-5M", "P9999999D",
            "99999999999", "Mars/Olympus", "\u0000", "skip", "replay", "resolved", "days")).toList();

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    private Resets resets;
    private int writes;

    @BeforeEach
    void arrange() {
        resets = new Resets(mvc, ckafka);
        writes = ckafka.writes().size();
    }

    @Test
    void formsFilledAtRandomNeverBreakAndNeverWrite() {
        Random random = new Random(4711);
        String group = resets.group();
        for (int i = 0; i < 400; i++) {
            Map<String, String> form = new HashMap<>(Map.of("group", group, "scope", "orders"));
            for (String field : FIELDS) {
                if (random.nextInt(3) == 0) {
                    form.put(field, VALUES.get(random.nextInt(VALUES.size())));
                }
            }
            MvcTestResult answer = resets.as("operator")
                    .send("/instances/" + Resets.INSTANCE + "/reset-previews", form);
            assertThat(answer.getResponse().getStatus()).as(form.toString()).isIn(303, 403, 404, 409, 422);
        }
        assertThat(ckafka.writes()).hasSize(writes);
    }

    @Test
    void linksFilledAtRandomShowAFormOrSayWhatIsWrong() {
        Random random = new Random(42);
        String group = resets.group();
        for (int i = 0; i < 100; i++) {
            StringBuilder link = new StringBuilder("/instances/" + Resets.INSTANCE + "/resets/new?group=" + group);
            for (String field : FIELDS.subList(1, FIELDS.size())) {
                link.append('&').append(field).append('=').append(URLEncoder.encode(
                        VALUES.get(random.nextInt(VALUES.size())), StandardCharsets.UTF_8));
            }
            assertThat(resets.as("operator").open(link.toString()).getResponse().getStatus()).as(link.toString())
                    .isIn(200, 422);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "\"x\"", "{", "{}", "{\"group\":1}", "{\"group\":null}",
        "{\"group\":\"g\"}", "{\"group\":\"g\",\"scope\":null,\"target\":{}}",
        "{\"group\":\"g\",\"scope\":[null],\"target\":{\"type\":\"to-latest\"}}",
        "{\"group\":\"g\",\"scope\":[{}],\"target\":{\"type\":\"to-latest\"}}",
        "{\"group\":\"g\",\"scope\":[],\"target\":{\"type\":\"to-latest\"}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\",\"partitions\":[]}],\"target\":{\"type\":\"to-latest\"}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\",\"partitons\":[0]}],\"target\":{\"type\":\"to-latest\"}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\",\"partitions\":[1.5]}],\"target\":{\"type\":\"to-latest\"}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\",\"partitions\":[\"0\"]}],\"target\":{\"type\":\"to-latest\"}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\",\"partitions\":[9]}],\"target\":{\"type\":\"to-latest\"}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"to-offset\",\"offset\":\"5\"}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"to-offset\",\"offset\":-5}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"to-offset\"}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"shift-by\",\"by\":1e40}}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"to-datetime\",\"datetime\":\"1700000000\"},\"mode\":\"resolved\"}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"to-datetime\",\"datetime\":\"1999-01-01T00:00:00Z\"},\"mode\":\"resolved\"}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"to-datetime\",\"datetime\":\"2099-01-01T00:00:00Z\"},\"mode\":\"resolved\"}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"by-duration\",\"duration\":\"P20000D\"},\"mode\":\"resolved\"}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"by-duration\",\"duration\":\"PT9223372036854775807S\"},\"mode\":\"resolved\"}",
        "{\"group\":\"g\",\"scope\":[{\"topic\":\"orders\"}],\"target\":{\"type\":\"to-latest\"},\"mode\":\"both\"}"})
    void jsonThatMeansNothingIsRefusedAndNamesWhatIsWrong(String body) {
        resets.group("g");

        MvcTestResult answer = resets.as("operator").post("/api/v1/instances/" + Resets.INSTANCE + "/reset-previews",
                body);

        assertThat(answer.getResponse().getStatus()).as(Browser.body(answer)).isIn(400, 422);
        assertThat(JSON.readTree(Browser.body(answer)).path("type").asString()).startsWith("urn:tidemark:problem:");
        assertThat(ckafka.writes()).hasSize(writes);
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.testing.Hostile#names")
    void groupsOfAnyNameGoThroughAllDoors(String name) {
        String group = resets.group(name);
        String preview = resets.preview(group).path("previewId").asString();
        assertThat(Browser.textOf(resets.as("operator").html("/reset-previews/" + preview)))
                .contains("will never be processed by this group");

        MvcTestResult asked = resets.as("operator").send("/resets",
                Map.of("previewId", preview, "confirmGroup", name, "reason", "<script>alert(1)</script>"));

        assertThat(asked).hasStatus(303);
        String page = resets.as("approver").html(String.valueOf(asked.getResponse().getRedirectedUrl()));
        assertThat(page).doesNotContain("<script>alert(1)");
        assertThat(resets.as("approver").html("/resets")).doesNotContain("<script>alert(1)");
        assertThat(resets.as("approver").html("/audit")).doesNotContain("<script>alert(1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/resets?status=nonsense", "/resets?offset=-1", "/resets?offset=x", "/audit?from=yesterday",
        "/audit?action=dance", "/audit?offset=-1"})
    void searchesThatMeanNothingSayWhatIsWrong(String address) {
        assertThat(resets.as("admin").open(address)).hasStatus(422);
        assertThat(resets.as("admin").call("/api/v1" + address)).hasStatus(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/resets/0", "/resets/-1", "/resets/x", "/resets/99999999999999999999",
        "/reset-previews/x", "/reset-previews/%27"})
    void whatDoesNotExistIsNotFound(String address) {
        assertThat(resets.as("admin").open(address)).hasStatus(404);
        assertThat(resets.as("admin").call("/api/v1" + address)).hasStatus(404);
    }
}
