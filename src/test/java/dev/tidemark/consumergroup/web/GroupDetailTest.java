package dev.tidemark.consumergroup.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.InMemoryCkafka.Call;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** One consumer group with members and offsets, as a page and as JSON. */
@WebTest
class GroupDetailTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-detail");
    private static final ConsumerGroupId BILLING = new ConsumerGroupId("billing");
    private static final String PAGE = "/instances/ckafka-detail/group?name=billing";
    private static final String EXPORT = "/instances/ckafka-detail/group/offsets.csv?name=";

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;

    @BeforeEach
    void arrange() {
        ckafka.instance(Groups.instance(INSTANCE.value(), "detailing", "ap-detail")).group(INSTANCE,
                Groups.stable("billing",
                        Groups.member("c-0", "10.0.0.1", "orders-0", "orders-1", "orders-2", "orders-4"),
                        Groups.member("c-1", "10.0.0.2", "orders-3"), Groups.member("c-2", "10.0.0.3")));
        ckafka.offsets(INSTANCE, BILLING, "orders",
                List.of(Offsets.committed(0, 1_000, 1_234_567), Offsets.committed(1, 10, 10),
                        Offsets.neverCommitted(2, 40), Offsets.failed(3, 502),
                        new PartitionOffsets(4, OptionalLong.of(5), OptionalLong.of(8), "mark=<7>",
                                OptionalInt.empty())));
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void leaveNothing() {
        ckafka.clear();
        // Whatever was kept of this group is kept no longer than an hour, but the next test must not see it as current.
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void showsWhereTheGroupStands() {
        assertThat(Browser.of(mvc).text(PAGE)).contains("detailing", "Lag 1,233,570 lag of 2 partitions unknown",
                "State Stable", "Members 3",
                "Topics 1", "Partitions 5 1 without a committed offset", "Protocol consumer · range", "Updated 0 s ago",
                "orders 5 partitions 1 without a committed offset 1 with an error 1,233,570",
                "0 1,000 1,234,567 1,233,567 >99% c-0 10.0.0.1", "1 10 10 0 c-0 10.0.0.1",
                "c-0 10.0.0.1 1,233,570 ? 4 orders 0–2, 4", "1–1 of 1", "mark=<7>");
    }

    @Test
    void speaksChinese() {
        assertThat(Browser.of(mvc).in("zh-CN").text(PAGE)).contains("堆积 1,233,570", "消费位点", "最大位点", "分区",
                "成员", "5 个分区", "分区错误 502", "第 1–1 条，共 1 条").doesNotContain("??");
    }

    @Test
    void printsADashThatSaysWhyWhereNothingIsKnown() {
        assertThat(Browser.of(mvc).text(PAGE)).contains(
                "2 - No offset is committed for this partition 40 - No offset is committed for this partition",
                "3 - CKafka returned an error for this partition - CKafka returned an error for this partition"
                        + " - CKafka returned an error for this partition Partition error 502 c-1 10.0.0.2");
        assertThat(Browser.of(mvc).html(PAGE)).contains("title=\"No offset is committed for this partition\"");
    }

    @Test
    void neverSumsTheUnknown() {
        ckafka.group(INSTANCE, Groups.empty("fresh")).offsets(INSTANCE, new ConsumerGroupId("fresh"), "orders",
                List.of(Offsets.neverCommitted(0, 10), Offsets.failed(1, 3)));
        assertThat(Browser.of(mvc).text("/instances/ckafka-detail/group?name=fresh"))
                .contains("Lag - Lag is unknown for all of these partitions").doesNotContain("Lag 0");
    }

    @Test
    void leadsTheEyeToTheWorstPartition() {
        String html = Browser.of(mvc).html(PAGE);
        assertThat(html.split("class=\"worst\"", -1)).hasSize(2);
        assertThat(html).contains("height=\"6\" width=\"100\"", "height=\"6\" width=\"1\"");
    }

    @Test
    void warnsThatEmptyIsNotAlwaysStopped() {
        ckafka.group(INSTANCE, Groups.empty("idle"));
        assertThat(Browser.of(mvc).text("/instances/ckafka-detail/group?name=idle"))
                .contains("Empty does not always mean stopped", "No members.",
                        "This group has no committed offsets and no assigned topics.");
        assertThat(Browser.of(mvc).text(PAGE)).doesNotContain("Empty does not always mean stopped");
    }

    @ParameterizedTest
    @EnumSource(names = "DEAD", mode = EnumSource.Mode.EXCLUDE)
    void everyStateHasItsWord(GroupState state) {
        String name = "in-" + state;
        ckafka.group(INSTANCE, new ConsumerGroup(new ConsumerGroupId(name), state, "", "", List.of()));
        for (String language : List.of("en", "zh-CN")) {
            assertThat(Browser.of(mvc).in(language).html("/instances/ckafka-detail/group?name=" + name))
                    .contains(">" + state.label() + "</span>").doesNotContain("??");
        }
    }

    @Test
    void pagesBy50TopicsAndSearchesThem() {
        for (int i = 0; i < 120; i++) {
            ckafka.offsets(INSTANCE, BILLING, String.format("audit.%03d", i), List.of(Offsets.committed(0, 1, 3)));
        }
        assertThat(Browser.of(mvc).text(PAGE + "&search=audit&offset=50")).contains("51–100 of 120", "audit.050",
                "audit.099", "Lag of the topics on this page 100")
                .doesNotContain("audit.049", "audit.100", "orders 5 partitions");
        assertThat(Browser.of(mvc).html(PAGE + "&search=audit&offset=50")).contains(
                "href=\"/instances/ckafka-detail/group?name=billing&amp;search=audit&amp;offset=100\"",
                "href=\"/instances/ckafka-detail/group?name=billing&amp;search=audit\"");
        assertThat(Browser.of(mvc).text(PAGE + "&search=Audit")).contains("No topics match.");
    }

    @Test
    void pollsItselfWithoutTouchingTheSearchBox() {
        String html = Browser.of(mvc).html(PAGE + "&search=ord");
        String region = html.substring(html.indexOf("<section id=\"offsets\""),
                html.indexOf("<section id=\"members\""));
        assertThat(region).contains("hx-get=\"/instances/ckafka-detail/group?name=billing&amp;search=ord\"",
                "hx-trigger=\"every 5s, tidemark:refresh\"", "hx-select=\"#offsets\"").doesNotContain("<input");
        assertThat(html).contains("id=\"refresh\" href=\"/instances/ckafka-detail/group?name=billing&amp;search=ord\"");
    }

    @ParameterizedTest
    @CsvSource({"off,tidemark:never", "2,'every 2s, tidemark:refresh'", "5,'every 5s, tidemark:refresh'",
        "10,'every 10s, tidemark:refresh'", "30,'every 30s, tidemark:refresh'"})
    void readsAgainAsOftenAsTheAddressSays(String refresh, String trigger) {
        assertThat(Browser.of(mvc).html(PAGE + "&refresh=" + refresh)).contains("hx-trigger=\"" + trigger + "\"");
    }

    @Test
    void refusesToReadAgainAtAnyOtherPace() {
        assertThat(Browser.of(mvc).open(PAGE + "&refresh=0")).hasStatus(422);
        assertThat(Browser.of(mvc).text(PAGE + "&refresh=1")).contains("refresh: Choose one of: off, 2, 10, 30");
    }

    @Test
    void keepsTheTableWhenTheCloudFallsSilent() {
        Browser.of(mvc).open(PAGE);
        clock.advance(Duration.ofSeconds(30));
        ckafka.failWith(Groups.throttled());
        assertThat(Browser.of(mvc).open(PAGE)).hasStatus(200);
        assertThat(Browser.of(mvc).text(PAGE)).contains("1,233,567", "Last successful response: 30 s ago.",
                "RequestLimitExceeded", "RequestId req-7c1f");
    }

    @Test
    void showsWhatItHasWhenOneOfTwoAnswersIsMissing() {
        ckafka.group(INSTANCE, Groups.empty("half")).offsets(INSTANCE, new ConsumerGroupId("half"), "orders",
                List.of(Offsets.committed(0, 1, 3)));
        ckafka.failWith(Call.DESCRIBE, Groups.throttled());
        assertThat(Browser.of(mvc).text("/instances/ckafka-detail/group?name=half"))
                .contains("The members could not be read.", "0 1 3 2", "req-7c1f");
        ckafka.recover();
        ckafka.group(INSTANCE, Groups.empty("other-half"));
        ckafka.failWith(Call.OFFSETS, Groups.throttled());
        assertThat(Browser.of(mvc).text("/instances/ckafka-detail/group?name=other-half"))
                .contains("The offsets could not be read.", "State Empty", "req-7c1f");
    }

    @Test
    void answersProgramsInTheAgreedShape() {
        ckafka.group(INSTANCE, Groups.stable("api", Groups.member("c-0", "10.0.0.1", "t-0", "t-1"))).offsets(INSTANCE,
                new ConsumerGroupId("api"), "t", List.of(new PartitionOffsets(0, OptionalLong.of(5), OptionalLong.of(7),
                        "checkpoint 7", OptionalInt.empty()), Offsets.neverCommitted(1, 9), Offsets.failed(2, 3)));
        Browser browser = Browser.of(mvc);
        assertThat(browser.call("/api/v1/instances/ckafka-detail/group?name=api")).hasStatus(200).bodyJson()
                .isStrictlyEqualTo("""
                        {"group": "api", "state": "Stable", "protocol": "range", "observedAt": "%s", "problem": null,
                         "members": [{"memberId": "c-0-4f1d", "clientId": "c-0", "host": "10.0.0.1",
                                      "partitions": [{"topic": "t", "partition": 0}, {"topic": "t", "partition": 1}]}]}
                        """.formatted(clock.instant()));
        assertThat(browser.call("/api/v1/instances/ckafka-detail/group/offsets?name=api&topic=t")).hasStatus(200)
                .bodyJson().isStrictlyEqualTo(
                        """
                                {"total": 1, "observedAt": "%s", "problem": null, "lag": 2,
                                 "topics": [{"topic": "t", "lag": 2, "partitions": [
                                   {"partition": 0, "committedOffset": 5, "logEndOffset": 7, "lag": 2, "error": null, "metadata": "checkpoint 7"},
                                   {"partition": 1, "committedOffset": null, "logEndOffset": 9, "lag": null, "error": null, "metadata": ""},
                                   {"partition": 2, "committedOffset": null, "logEndOffset": null, "lag": null, "error": 3, "metadata": ""}]}]}
                                """
                                .formatted(clock.instant()));
    }

    @Test
    void exportsEveryTopicOfTheGroupAsAFile() {
        ckafka.group(INSTANCE, Groups.empty("夜间 export"));
        for (int i = 0; i < 120; i++) {
            ckafka.offsets(INSTANCE, new ConsumerGroupId("夜间 export"), "topic-%03d".formatted(i),
                    List.of(Offsets.committed(0, i, 500)));
        }

        MvcTestResult file = Browser.of(mvc).open(EXPORT + "%E5%A4%9C%E9%97%B4%20export");

        assertThat(file).hasStatusOk().hasContentTypeCompatibleWith("text/csv");
        assertThat(file.getResponse().getHeader("Content-Disposition")).startsWith("attachment;")
                .contains("filename*=UTF-8''%E5%A4%9C%E9%97%B4%20export.csv");
        assertThat(Browser.body(file)).startsWith("topic-000,0,0\ntopic-001,0,1\n").endsWith("topic-119,0,119\n");
    }

    @Test
    void exportsNothingRatherThanWhatMayHaveChangedSince() {
        ckafka.group(INSTANCE, Groups.empty("exported"));
        ckafka.offsets(INSTANCE, new ConsumerGroupId("exported"), "t", List.of(Offsets.committed(0, 1, 2)));
        assertThat(Browser.of(mvc).open(EXPORT + "exported")).hasStatusOk();
        ckafka.failWith(Groups.throttled());
        clock.advance(Duration.ofMinutes(1));

        assertThat(Browser.of(mvc).open(EXPORT + "exported")).hasStatus(503);
        ckafka.recover();
        clock.advance(Duration.ofMinutes(1));
        assertThat(Browser.of(mvc).open(EXPORT + "nobody-has-heard-of-it")).hasStatus(404);
    }

    @Test
    void exportsNoFileThatSilentlyLacksAPartition() {
        ckafka.group(INSTANCE, Groups.empty("partly"));
        ckafka.offsets(INSTANCE, new ConsumerGroupId("partly"), "t",
                List.of(Offsets.committed(0, 1, 2), Offsets.failed(1, 502)));

        MvcTestResult refused = Browser.of(mvc).open(EXPORT + "partly");

        assertThat(refused).hasStatus(503);
        assertThat(Browser.textOf(Browser.body(refused))).contains("partition 1 of t has error 502");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''          | orders-0 orders-1 orders-2 orders-3 orders-4",
        "lag         | orders-0 orders-4",
        "uncommitted | orders-2",
        "unassigned  | ''"})
    void showsThePartitionsOfTheFilter(String show, String partitions) {
        String page = Browser.of(mvc).html(PAGE + (show.isEmpty() ? "" : "&show=" + show));

        // A partition's row begins with its number in a header of its own.
        String shown = Pattern.compile("<th scope=\"row\" class=\"number\">(\\d+)</th>").matcher(page).results()
                .map(row -> "orders-" + row.group(1)).collect(Collectors.joining(" "));
        assertThat(shown).isEqualTo(partitions);
        assertThat(page.contains("No partition on this page matches the filter.")).isEqualTo(shown.isEmpty());
    }

    @Test
    void putsTheWorstTopicFirstAmongThoseWithLagAndKeepsTheFilterWhenItRefreshes() {
        ckafka.offsets(INSTANCE, BILLING, "payments", List.of(Offsets.committed(0, 0, 9_999_999)));
        ckafka.offsets(INSTANCE, BILLING, "a-quiet-one", List.of(Offsets.committed(0, 3, 3)));

        String html = Browser.of(mvc).html(PAGE + "&show=lag");

        assertThat(Browser.textOf(html)).containsSubsequence("payments", "orders 5 partitions")
                .doesNotContain("a-quiet-one");
        assertThat(html).contains("hx-get=\"/instances/ckafka-detail/group?name=billing&amp;show=lag\"");
        assertThat(Browser.of(mvc).open(PAGE + "&show=everything")).hasStatus(422);
    }
}
