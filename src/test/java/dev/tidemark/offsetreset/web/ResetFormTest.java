package dev.tidemark.offsetreset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.offsetreset.GroupOffsetsWriter.Abilities;
import dev.tidemark.offsetreset.GroupOffsetsWriter.Told;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.WebTest;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The form offers what the instance's API can do, and the server refuses what the form did not offer. */
@WebTest
class ResetFormTest {
    private static final String ROOT = "/instances/" + Resets.INSTANCE;

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    private Resets resets;

    @BeforeEach
    void arrange() {
        resets = new Resets(mvc, ckafka);
        ckafka.able(new Abilities(false, false));
    }

    @AfterEach
    void ableAgain() {
        ckafka.able(Abilities.ALL);
        ckafka.tells(List.of());
    }

    @Test
    void offersEverythingToWhoeverCanDoEverything() {
        ckafka.able(Abilities.ALL);

        assertThat(form("en")).contains("value=\"orders:0\"", "value=\"to-current\"", "value=\"from-file\"",
                "value=\"pinned\"").doesNotContain("API v2", "type=\"hidden\" name=\"mode\"");
    }

    @Test
    void offersNothingThatTheApiCannotDoAndSaysWhy() {
        assertThat(form("en")).contains("reached through API v2", "value=\"orders\"", "value=\"to-earliest\"",
                "value=\"to-latest\"", "value=\"shift-by\"", "value=\"to-datetime\"", "value=\"by-duration\"",
                "value=\"to-offset\"", "type=\"hidden\" name=\"mode\" value=\"resolved\"")
                .doesNotContain("orders:0", "to-current", "from-file", "value=\"pinned\"", ":0,1,2");
        assertThat(form("zh-CN")).contains("该实例通过 API v2 访问").doesNotContain("??");
    }

    @Test
    void showsThePartitionsThatTheApiSaidItDidNotWrite() {
        ckafka.able(Abilities.ALL);
        ckafka.tells(List.of(new Told(0, OptionalLong.of(100), OptionalInt.empty()),
                new Told(1, OptionalLong.empty(), OptionalInt.of(16))));

        String page = "/resets/" + resets.applied();

        assertThat(Browser.of(mvc).text(page)).contains("orders was accepted, but not for all partitions:",
                "partition 1 (error 16)").doesNotContain("partition 0 (");
        assertThat(Browser.of(mvc).in("zh-CN").text(page)).contains("分区 1（错误 16）").doesNotContain("??");
    }

    @Test
    void plansWhatItOffered() {
        var answer = resets.as("operator").send(ROOT + "/reset-previews",
                Map.of("group", resets.group(), "scope", "orders", "target", "to-latest", "mode", "resolved"));

        assertThat(answer.getResponse().getStatus()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({"orders, to-latest, pinned, each partition an offset of its own",
        "orders, to-current, resolved, each partition an offset of its own",
        "orders:0, to-latest, resolved, Name topics without partitions"})
    void refusesWhatItDidNotOffer(String scope, String target, String mode, String reason) {
        var answer = resets.as("operator").send(ROOT + "/reset-previews",
                Map.of("group", resets.group(), "scope", scope, "target", target, "mode", mode));

        assertThat(answer.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.textOf(Browser.body(answer))).contains(reason);
    }

    private String form(String language) {
        return resets.as("operator").in(language).html(ROOT + "/resets/new?group=" + resets.group());
    }
}
