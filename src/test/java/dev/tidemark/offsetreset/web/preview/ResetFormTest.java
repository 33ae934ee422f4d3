package dev.tidemark.offsetreset.web.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.Sweeps;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.web.Resets;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The form offers what the instance's API can do, and the server refuses what the form did not offer. */
@WebTest
class ResetFormTest {
    private static final String ROOT = "/instances/" + Resets.INSTANCE;

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;
    @Autowired
    private ApplicationContext application;
    private Resets resets;

    @BeforeEach
    void arrange() {
        resets = new Resets(mvc, ckafka);
        ckafka.able(new Capabilities(false, false));
    }

    @AfterEach
    void ableAgain() {
        ckafka.able(Capabilities.ALL);
        ckafka.tells(List.of());
    }

    @Test
    void offersEveryTargetWhereTheApiCanDoAll() {
        ckafka.able(Capabilities.ALL);

        assertThat(form("en")).contains("value=\"orders:0\"", "value=\"to-current\"", "value=\"from-file\"",
                "value=\"pinned\"").doesNotContain("API v2", "type=\"hidden\" name=\"mode\"");
    }

    @Test
    void offersNothingThatTheApiCannotDoAndSaysWhy() {
        assertThat(form("en")).contains("uses API v2", "value=\"orders\"", "value=\"to-earliest\"",
                "value=\"to-latest\"", "value=\"shift-by\"", "value=\"to-datetime\"", "value=\"by-duration\"",
                "value=\"to-offset\"", "type=\"hidden\" name=\"mode\" value=\"resolved\"")
                .doesNotContain("orders:0", "to-current", "from-file", "value=\"pinned\"", ":0,1,2");
        assertThat(form("zh-CN")).contains("该实例使用 API v2").doesNotContain("??");
    }

    @Test
    void showsThePartitionsThatTheApiSaidItDidNotWrite() {
        ckafka.able(Capabilities.ALL);
        ckafka.tells(List.of(new PartitionResult(0, OptionalLong.of(100), OptionalInt.empty()),
                new PartitionResult(1, OptionalLong.empty(), OptionalInt.of(16))));

        String page = "/resets/" + resets.applied();

        assertThat(Browser.of(mvc).text(page)).contains("orders was accepted, except for these partitions:",
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
    @CsvSource({"orders, to-latest, pinned, an offset of its own for each partition",
        "orders, to-current, resolved, an offset of its own for each partition",
        "orders:0, to-latest, resolved, Select topics without partitions"})
    void refusesWhatItDidNotOffer(String scope, String target, String mode, String reason) {
        var answer = resets.as("operator").send(ROOT + "/reset-previews",
                Map.of("group", resets.group(), "scope", scope, "target", target, "mode", mode));

        assertThat(answer.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.textOf(Browser.body(answer))).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders          | orders:0        | orders is named both as a whole and by partition. | orders 既按整个 Topic 又按分区指定
            orders          | orders          | orders is named twice.                            | orders 被指定了两次
            orders:0        | orders:0        | orders-0 is named twice.                          | orders-0 被指定了两次
            orders:0,1      | orders:1        | orders-1 is named twice.                          | orders-1 被指定了两次
            """)
    void refusesWhatTheFormNamesTwice(String scope, String more, String english, String chinese) {
        ckafka.able(Capabilities.ALL);
        Map<String, String> form = Map.of("group", resets.group(), "scope", scope, "more", more, "target", "to-latest");

        var answer = resets.as("operator").send(ROOT + "/reset-previews", form);

        assertThat(answer.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.body(answer)).contains("data-field=\"scope\"");
        assertThat(Browser.textOf(Browser.body(answer))).contains(english);
        assertThat(Browser.textOf(Browser.body(resets.as("operator").in("zh-CN").send(ROOT + "/reset-previews", form))))
                .contains(chinese).doesNotContain("??");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"topic\":\"orders\"},{\"topic\":\"orders\",\"partitions\":[0]}]",
        "[{\"topic\":\"orders\"},{\"topic\":\"orders\"}]", "[{\"topic\":\"orders\",\"partitions\":[0,0]}]",
        "[{\"topic\":\"orders\",\"partitions\":[0]},{\"topic\":\"orders\",\"partitions\":[1]}]"})
    void refusesWhatJsonNamesTwice(String scope) {
        ckafka.able(Capabilities.ALL);
        var problem = Resets.json(resets.as("operator").post("/api/v1" + ROOT + "/reset-previews", """
                {"group":"%s","scope":%s,"target":{"type":"to-latest"}}""".formatted(resets.group(), scope)), 422);

        assertThat(problem.path("type").asString()).isEqualTo("urn:tidemark:problem:duplicate-scope");
        assertThat(problem.path("field").asString()).isEqualTo("scope");
        assertThat(problem.path("detail").asString()).contains("orders", " is named ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shift-by    | by       | ''                  | Number of messages: This is required.   | 消息数：必填。
            shift-by    | by       | many                | Number of messages: Enter a whole       | 消息数：请输入整数。
            to-offset   | offset   | -1                  | Offset: Enter a whole number, 0 or more | 位点：请输入大于或等于 0 的整数。
            by-duration | amount   | -1                  | Amount: Enter a whole number, 0 or more | 数量：请输入大于或等于 0 的整数。
            to-datetime | datetime | yesterday           | Date and time: Enter a date             | 日期时间：请输入日期和时间。
            to-datetime | zone     | CST                 | “CST” is not one time zone              | “CST”不是明确的时区
            from-file   | csv      | nonsense            | CSV: Line 1: write topic                | CSV：第 1 行
            """)
    void saysWhatIsWrongInTheReadersLanguage(String target, String field, String value, String english,
            String chinese) {
        ckafka.able(Capabilities.ALL);
        Map<String, String> form = new HashMap<>(Map.of("group", resets.group(), "scope", "orders", "target", target,
                "datetime", "2026-03-01T11:00"));
        form.put(field, value);

        var answer = resets.as("operator").send(ROOT + "/reset-previews", form);

        assertThat(answer.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.body(answer)).contains("data-field=\"" + field + "\"");
        assertThat(Browser.textOf(Browser.body(answer))).contains(english);
        assertThat(Browser.textOf(Browser.body(resets.as("operator").in("zh-CN").send(ROOT + "/reset-previews", form))))
                .contains(chinese).doesNotContain("??");
    }

    @Test
    void wantsAnOffsetInJsonAndSaysSoInEnglish() {
        ckafka.able(Capabilities.ALL);
        String body = """
                {"group":"%s","scope":[{"topic":"orders"}],"mode":"resolved",
                "target":{"type":"to-datetime","datetime":"2026-03-01T11:00:00%s"}}""";
        var problem = Resets.json(resets.as("operator").in("zh-CN").post("/api/v1" + ROOT + "/reset-previews",
                body.formatted(resets.group(), "")), 422);
        assertThat(problem.path("field").asString()).isEqualTo("datetime");
        assertThat(problem.path("detail").asString()).startsWith("datetime: Enter a date and a time with its offset");

        var plan = Resets.json(resets.as("operator").post("/api/v1" + ROOT + "/reset-previews",
                body.formatted(resets.group(), "+08:00")), 201);
        assertThat(plan.path("moment").asString()).isEqualTo("2026-03-01T03:00:00Z");
    }

    @Test
    void namesWhatIsTouchedAndWhatBecameOfIt() {
        ckafka.able(Capabilities.ALL);
        String done = resets.applied();
        String page = Browser.of(mvc).text("/resets/" + done);
        assertThat(page).contains("offsets of reset-me-", "resetting", "PROD", "Executed by operator",
                "90 messages were skipped").doesNotContain("will never be processed", "would write over this");

        var undo = resets.as("operator").send("/resets/" + done + "/undo-preview", Map.of());
        String preview = Browser.of(mvc).text(String.valueOf(undo.getResponse().getRedirectedUrl()));
        assertThat(preview).contains("Offsets before reset " + done, "what reset " + done + " skipped")
                .doesNotContain("processed again", "From CSV");
        assertThat(Browser.of(mvc).in("zh-CN").text("/resets/" + done)).contains("执行人 operator", "90 条消息已被跳过")
                .doesNotContain("??");
    }

    @Test
    void takesATimeInWordsAndSaysItInBothZones() {
        ckafka.able(Capabilities.ALL);
        var answer = resets.as("operator").send(ROOT + "/reset-previews", Map.of("group", resets.group(), "scope",
                "orders", "target", "by-duration", "amount", "90", "unit", "minutes", "zone", "Asia/Shanghai"));
        String address = String.valueOf(answer.getResponse().getRedirectedUrl());

        assertThat(Browser.of(mvc).text(address)).contains("Back by 1 hour 30 minutes", " UTC", " Asia/Shanghai")
                .doesNotContain("PT1H30M");
        assertThat(Browser.of(mvc).in("zh-CN").text(address)).contains("回溯 1 小时 30 分钟").doesNotContain("??");
        assertThat(Browser.of(mvc).open(address.replaceFirst("zone=.*", "zone=%3Cb%3E"))).hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STABLE  | pinned   | this plan names exact offsets: it is out of date | 本方案写入的是精确位点
            STABLE  | resolved | The group has members                            | 在线成员
            UNKNOWN | pinned   | a group state that Tidemark does not know         | 未知的消费分组状态
            """)
    void saysInThePreviewThatTheGroupIsNotEmpty(GroupState state, String mode, String english, String chinese) {
        ckafka.able(Capabilities.ALL);
        String group = resets.group();
        in(group, state);
        var answer = resets.as("operator").send(ROOT + "/reset-previews",
                Map.of("group", group, "scope", "orders", "target", "to-latest", "mode", mode));
        String address = String.valueOf(answer.getResponse().getRedirectedUrl());

        assertThat(Browser.of(mvc).text(address)).contains(english);
        assertThat(Browser.of(mvc).in("zh-CN").text(address)).contains(chinese).doesNotContain("??");
    }

    @Test
    void isNotCarriedOutWhileTheStateOfTheGroupIsUnknown() {
        ckafka.able(Capabilities.ALL);
        String id = resets.approved();
        String group = Resets.json(resets.as("viewer").call("/api/v1/resets/" + id), 200).path("group").asString();
        in(group, GroupState.UNKNOWN);

        var refused = resets.as("operator").send("/resets/" + id + "/execution", Map.of());

        assertThat(refused.getResponse().getStatus()).isEqualTo(409);
        assertThat(Browser.textOf(Browser.body(refused))).contains("The group state is unknown", group);
        assertThat(Browser.of(mvc).text("/resets/" + id)).contains("approved");
    }

    @Test
    void asksForAReasonWhereAClientCommitsWithoutMembers() {
        ckafka.able(Capabilities.ALL);
        String group = resets.group();
        String address = ROOT + "/resets/new?group=" + group;
        assertThat(area(resets.as("operator").html(address))).contains("hidden");
        for (long committed : List.of(50, 51, 52)) {
            ckafka.offsets(new InstanceId(Resets.INSTANCE), new ConsumerGroupId(group), "orders",
                    List.of(Offsets.committed(0, committed, 100), Offsets.committed(1, 60, 100)));
            clock.advance(Duration.ofSeconds(10));
            Sweeps.sweep(application);
        }
        assertThat(area(resets.as("operator").html(address))).doesNotContain("hidden");
        assertThat(resets.as("operator").in("zh-CN").html(address)).contains("有客户端正在提交").doesNotContain("??");

        Map<String, String> form = new HashMap<>(Map.of("group", group, "scope", "orders", "target", "to-latest"));
        var refused = resets.as("operator").send(ROOT + "/reset-previews", form);
        assertThat(refused.getResponse().getStatus()).isEqualTo(409);
        assertThat(Browser.body(refused)).contains("data-field=\"overrideReason\"");
        form.put("overrideReason", "the job is stopped <b>tonight</b>");
        var taken = resets.as("operator").send(ROOT + "/reset-previews", form);
        assertThat(Browser.of(mvc).text(String.valueOf(taken.getResponse().getRedirectedUrl())))
                .contains("the job is stopped <b>tonight</b>", "and will overwrite this reset");
    }

    private static String area(String html) {
        Matcher area = Pattern.compile("<fieldset data-fields=\"overrideReason\"[^>]*>").matcher(html);
        assertThat(area.find()).isTrue();
        return area.group();
    }

    private void in(String group, GroupState state) {
        ckafka.group(new InstanceId(Resets.INSTANCE),
                new ConsumerGroup(new ConsumerGroupId(group), state, "consumer", "range", List.of()));
    }

    private String form(String language) {
        return resets.as("operator").in(language).html(ROOT + "/resets/new?group=" + resets.group());
    }
}
