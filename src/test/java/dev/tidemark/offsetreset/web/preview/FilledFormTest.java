package dev.tidemark.offsetreset.web.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.web.Resets;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The form comes back as it was left: from a refusal, from its preview and from a link. */
@WebTest
class FilledFormTest {
    private static final String ROOT = "/instances/" + Resets.INSTANCE;

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    private Resets resets;

    @BeforeEach
    void arrange() {
        resets = new Resets(mvc, ckafka);
        ckafka.able(Capabilities.ALL);
    }

    @Test
    void comesBackWithWhatWasTypedAndTheAdviceAtItsField() {
        var answer = resets.as("operator").send(ROOT + "/reset-previews", Map.of("group", resets.group(), "scope",
                "orders:1", "more", "other <b>", "target", "to-datetime", "datetime", "2026-03-01T11:00", "zone", "CST",
                "by", "12", "csv", "a,0,1", "mode", "resolved"));

        assertThat(answer.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.body(answer)).contains("value=\"orders:1\" data-part checked", "other &lt;b&gt;",
                "value=\"2026-03-01T11:00\"", "value=\"12\"", "a,0,1", "id=\"reset-form-zone-advice\"",
                "value=\"resolved\" checked");
        assertThat(Browser.body(answer)).containsPattern("<select class=\"zone\"[^>]* aria-invalid=\"true\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scope=orders&target=to-latest                                  | scope=orders:0,1, target=to-latest
            scope=orders:1&target=shift-by&by=-5&mode=resolved             | scope=orders:1, by=-5, mode=resolved
            scope=orders&target=to-offset&offset=7                         | offset=7
            scope=orders&target=by-duration&amount=90&unit=minutes         | target=by-duration, amount=90, unit=minutes
            scope=orders&target=to-datetime&datetime=2026-03-01T11:00&zone=Asia/Shanghai | datetime=2026-03-01T11:00:00, zone=Asia/Shanghai
            csv=orders,1,70&target=from-file                               | target=from-file, csv=orders,1,70
            """)
    void leadsFromThePreviewBackToTheFormAsItWas(String query, String expected) {
        Map<String, String> form = new HashMap<>(Map.of("group", resets.group()));
        UriComponentsBuilder.fromUriString("/?" + query).build().getQueryParams()
                .forEach((name, values) -> form.put(name, values.getFirst()));
        var answer = resets.as("operator").send(ROOT + "/reset-previews", form);
        String page = Browser.of(mvc).html(String.valueOf(answer.getResponse().getRedirectedUrl()));
        Matcher link = Pattern.compile("href=\"([^\"]+/resets/new[^\"]+)\"").matcher(page);
        assertThat(link.find()).isTrue();

        String address = UriUtils.decode(HtmlUtils.htmlUnescape(link.group(1)), StandardCharsets.UTF_8).strip();

        assertThat(List.of(address.split("[?&]"))).contains(expected.split(", "));
    }

    @Test
    void losesNothingThatALinkNames() {
        String html = resets.as("operator").html(ROOT + "/resets/new?group=" + resets.group()
                + "&scope=orders:0,1&scope=elsewhere:3&more=third&zone=CST&datetime=2026-03-01T11:00");

        assertThat(html).contains("value=\"orders\" data-whole checked", ">elsewhere:3\nthird</textarea>")
                .contains("<option value=\"\" selected").doesNotContain("data-part checked");
    }

    @Test
    void showsFirstWhatIsChosen() {
        String group = resets.group();
        ckafka.offsets(new InstanceId(Resets.INSTANCE), new ConsumerGroupId(group), "payments",
                List.of(Offsets.committed(0, 1, 2), Offsets.committed(1, 1, 2)));
        for (String scope : List.of("payments", "payments:1")) {
            assertThat(resets.as("operator").html(ROOT + "/resets/new?group=" + group + "&scope=" + scope))
                    .containsSubsequence("data-name=\"payments\"", "data-name=\"orders\"");
        }
    }
}
