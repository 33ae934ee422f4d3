package dev.tidemark.consumergroup.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;

/** The consumer groups of an instance, as a page and as JSON. */
@WebTest
class GroupListTest {
    private static final String PAGE = "/instances/ckafka-list/groups";
    private static final Pattern LINK = Pattern.compile("href=\"(/instances/ckafka-list/group\\?[^\"]*)\"");

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;

    @BeforeEach
    void arrange() {
        ckafka.instance(Groups.instance("ckafka-list", "listing", "ap-listing"));
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void leaveNothing() {
        ckafka.clear();
    }

    @Test
    void pagesBy25WithTheTrueTotalAndKeepsTheFilters() {
        for (int i = 0; i < 60; i++) {
            ckafka.group(instance(), Groups.stable(String.format("svc-%02d", i))).group(instance(),
                    Groups.empty("job-" + i));
        }
        String address = PAGE + "?search=svc-&state=Stable&offset=25";
        assertThat(Browser.of(mvc).text(address)).contains("26–50 of 60", "svc-25 Stable 0 consumer", "svc-49")
                .doesNotContain("svc-24", "svc-50", "job-");
        assertThat(Browser.of(mvc).html(address)).contains(
                "href=\"/instances/ckafka-list/groups?search=svc-&amp;state=Stable\"",
                "href=\"/instances/ckafka-list/groups?search=svc-&amp;state=Stable&amp;offset=50\"",
                "value=\"svc-\"", "<option value=\"Stable\" selected=\"selected\">Stable</option>");
        assertThat(Browser.of(mvc).in("zh-CN").text(address)).contains("第 26–50 条，共 60 条", "消费分组", "协议类型")
                .doesNotContain("??");
    }

    @Test
    void sortsByWhatThePageHoldsAndSaysHowFarThatReaches() {
        ckafka.group(instance(), Groups.stable("b-many", Groups.member("c1", "h"), Groups.member("c2", "h")))
                .group(instance(), Groups.empty("a-none")).group(instance(), Groups.stable("c-one",
                        Groups.member("c1", "h")));

        assertThat(Browser.of(mvc).text(PAGE + "?sort=members")).containsSubsequence("b-many", "c-one", "a-none",
                "Sorted across all groups.");
        assertThat(Browser.of(mvc).text(PAGE + "?sort=state")).containsSubsequence("a-none", "b-many", "c-one");
        for (int i = 0; i < 30; i++) {
            ckafka.group(instance(), Groups.empty("z-" + i));
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(Browser.of(mvc).text(PAGE + "?sort=members")).contains("Sorted within this page.");
        assertThat(Browser.of(mvc).open(PAGE + "?sort=luck")).hasStatus(422);
    }

    @Test
    void givesTheWholeListAsAFileOrSaysWhyNot() {
        ckafka.group(instance(), Groups.empty("=cmd()")).group(instance(), Groups.stable("svc, \"1\""));
        for (int i = 0; i < 70; i++) {
            ckafka.group(instance(), Groups.empty("job-" + i));
        }

        assertThat(Browser.of(mvc).text("/instances/ckafka-list/groups.csv")).startsWith(
                "group,state,members,protocol_type '=cmd(),Empty,0,consumer job-0,Empty,0,consumer")
                .contains("\"svc, \"\"1\"\"\",Stable,0,consumer");
        assertThat(Browser.of(mvc).text("/instances/ckafka-list/groups.csv?state=Stable")).doesNotContain("job-");
        for (int i = 0; i < 1_000; i++) {
            ckafka.group(instance(), Groups.empty("many-" + i));
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(Browser.of(mvc).open("/instances/ckafka-list/groups.csv")).hasStatus(422);
        assertThat(Browser.of(mvc).text("/instances/ckafka-list/groups.csv")).contains("1,072 groups match");
        assertThat(Browser.of(mvc).as("limited").open("/instances/ckafka-list/groups.csv")).hasStatus(403);
    }

    @Test
    void countsItsGroupsForOtherPagesAndIsNeverInTheirWay() {
        ckafka.group(instance(), Groups.empty("one")).group(instance(), Groups.empty("two"));

        assertThat(Browser.of(mvc).text("/instances/ckafka-list/groups/total")).isEqualToIgnoringWhitespace("2");
        ckafka.clear();
        clock.advance(Duration.ofMinutes(1));
        assertThat(Browser.of(mvc).open("/instances/ckafka-gone/groups/total")).hasStatus(200);
        assertThat(Browser.of(mvc).text("/instances/ckafka-gone/groups/total")).contains("- Could not be read");
    }

    /** Each page is known once; after that no page may fail though every fourth call does. */
    @Test
    void keepsWorkingWhenAFourthOfTheCallsFail() {
        ckafka.group(instance(), Groups.stable("weather", Groups.member("c1", "h", "orders-0"))).offsets(instance(),
                new ConsumerGroupId("weather"), "orders", List.of(Offsets.committed(0, 4, 10)));
        List<String> pages = List.of("/instances", PAGE, PAGE + "?lag=shown",
                "/instances/ckafka-list/group?name=weather", "/instances/ckafka-list/topic?name=orders");
        Browser.of(mvc).open("/instances/ckafka-list/topic?name=orders");
        clock.advance(Duration.ofSeconds(40));
        pages.forEach(page -> assertThat(Browser.of(mvc).open(page)).hasStatus(200));
        ckafka.failEvery(4, Groups.throttled());

        for (int round = 0; round < 12; round++) {
            clock.advance(Duration.ofSeconds(40));
            for (String page : pages) {
                assertThat(Browser.of(mvc).open(page)).as(page + " in round " + round).hasStatus(200);
                assertThat(Browser.of(mvc).text(page)).contains(page.equals("/instances") ? "listing" : "weather");
            }
        }
    }

    /** Nothing is known yet, so that there is no last answer to show: then a page says why, and is no server error. */
    @Test
    void saysWhyWhenAFourthOfTheCallsFailFromTheBeginning() {
        int refused = 0;
        ckafka.failEvery(4, Groups.throttled());
        for (int round = 0; round < 12; round++) {
            InstanceId cold = new InstanceId("ckafka-cold" + round);
            ckafka.instance(Groups.instance(cold.value(), "cold", "ap-cold" + round)).group(cold, Groups.empty("w"))
                    .offsets(cold, new ConsumerGroupId("w"), "orders", List.of(Offsets.committed(0, 4, 10)));
            List<String> pages = new ArrayList<>(List.of("/groups", "/groups?lag=shown", "/group?name=w",
                    "/topic?name=orders", "/groups/total", "/groups.csv"));
            // So that the call which fails is another page's in each round.
            Collections.rotate(pages, round);
            for (String page : pages) {
                clock.advance(Duration.ofSeconds(40));
                String address = "/instances/" + cold + page;
                int status = Browser.of(mvc).open(address).getResponse().getStatus();
                assertThat(status).as(address).isIn(200, 503);
                refused += status == 503 ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void isThereAtOnceAndAsksForTheLagAfterwards() {
        arrangeLag();
        ckafka.failWith(InMemoryCkafka.Call.OFFSETS, Groups.throttled());

        assertThat(Browser.of(mvc).html(PAGE)).contains("hx-get=\"/instances/ckafka-list/groups?lag=shown\"",
                "hx-trigger=\"load\"", "href=\"/instances/ckafka-list/groups?lag=shown\"");
    }

    @Test
    void showsTopicsAndLagOfThePagesGroupsAndUnknownAsUnknown() {
        arrangeLag();

        String page = Browser.of(mvc).text(PAGE + "?lag=shown");

        assertThat(page).contains("a-little Empty 5 ? 0 1 consumer", "b-much Empty 1,007 0 2 consumer",
                "c-unknown Empty - Lag is unknown for all of these partitions 0 1 consumer",
                "d-many Empty 100 + 0 60 consumer");
        assertThat(Browser.of(mvc).html(PAGE + "?lag=shown"))
                .doesNotContain("hx-get=\"/instances/ckafka-list/groups?lag");
    }

    @Test
    void sortsByLagAndSaysHowFarThatReaches() {
        arrangeLag();

        String page = Browser.of(mvc).text(PAGE + "?lag=sorted");

        assertThat(page).contains("Sorted across all groups.")
                .containsSubsequence("b-much Empty", "d-many Empty", "a-little Empty", "c-unknown Empty");
        assertThat(Browser.of(mvc).html(PAGE + "?lag=sorted")).contains("aria-sort=\"descending\"");
    }

    @Test
    void showsAGroupThatCannotBeReadAsUnknown() {
        ckafka.group(instance(), Groups.empty("unreadable"));
        ckafka.failWith(InMemoryCkafka.Call.OFFSETS, Groups.throttled());

        assertThat(Browser.of(mvc).text(PAGE + "?lag=shown"))
                .contains("unreadable Empty - Could not be read 0 - Could not be read consumer");
    }

    @Test
    void refusesALagColumnThatDoesNotExist() {
        assertThat(Browser.of(mvc).open(PAGE + "?lag=all")).hasStatus(422);
    }

    private void arrangeLag() {
        for (String name : List.of("a-little", "b-much", "c-unknown", "d-many")) {
            ckafka.group(instance(), Groups.empty(name));
        }
        ckafka.offsets(instance(), new ConsumerGroupId("a-little"), "t",
                List.of(Offsets.committed(0, 5, 10), Offsets.neverCommitted(1, 9)))
                .offsets(instance(), new ConsumerGroupId("b-much"), "t", List.of(Offsets.committed(0, 0, 1_000)))
                .offsets(instance(), new ConsumerGroupId("b-much"), "u", List.of(Offsets.committed(0, 0, 7)))
                .offsets(instance(), new ConsumerGroupId("c-unknown"), "t", List.of(Offsets.neverCommitted(0, 50)));
        for (int i = 0; i < 60; i++) {
            ckafka.offsets(instance(), new ConsumerGroupId("d-many"), "topic-" + i,
                    List.of(Offsets.committed(0, 0, 2)));
        }
    }

    @Test
    void tellsNoneFromNoneThatMatch() {
        assertThat(Browser.of(mvc).text(PAGE)).contains("This instance has no consumer groups.");
        ckafka.group(instance(), Groups.empty("Billing"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(Browser.of(mvc).text(PAGE + "?search=billing")).contains("No consumer groups match.")
                .doesNotContain("has no consumer groups");
        assertThat(Browser.of(mvc).text(PAGE + "?state=Stable")).contains("No consumer groups match.");
    }

    @Test
    void leadsBackFromBehindTheEnd() {
        ckafka.group(instance(), Groups.empty("g"));
        assertThat(Browser.of(mvc).text(PAGE + "?offset=500")).contains("past the end of the list (1 in total)");
        assertThat(Browser.of(mvc).html(PAGE + "?offset=500")).contains("id=\"pager-previous\"");
    }

    @ParameterizedTest
    @MethodSource("dev.tidemark.testing.Hostile#names")
    void hostileNamesAreTextAndTheirLinksLeadToThem(String name) {
        ckafka.group(instance(), Groups.empty(name));
        String html = Browser.of(mvc).html(PAGE);
        assertThat(html).contains(">" + HtmlUtils.htmlEscape(name, "UTF-8") + "</a>").doesNotContain("<script>alert");
        Matcher link = LINK.matcher(html);
        assertThat(link.find()).isTrue();
        String group = Browser.of(mvc).html(HtmlUtils.htmlUnescape(link.group(1)));
        assertThat(group).contains("<h1 class=\"hostile\">" + HtmlUtils.htmlEscape(name, "UTF-8") + "</h1>")
                .doesNotContain("<script>alert");
    }

    @Test
    void keepsTheLastAnswerWhenTheCloudFallsSilent() {
        ckafka.group(instance(), Groups.empty("kept"));
        Browser.of(mvc).open(PAGE);
        clock.advance(Duration.ofSeconds(45));
        ckafka.failWith(Groups.throttled());
        assertThat(Browser.of(mvc).text(PAGE)).contains("kept", "Last successful response: 45 s ago.",
                "RequestLimitExceeded",
                "req-7c1f");
        assertThat(Browser.of(mvc).in("zh-CN").text(PAGE)).contains("上次成功响应：45 秒前。");
        assertThat(Browser.of(mvc).call("/api/v1" + PAGE + "?limit=25")).hasStatus(200).bodyJson()
                .extractingPath("$.problem.code").isEqualTo("RequestLimitExceeded");
    }

    @Test
    void answersProgramsInTheAgreedShape() {
        ckafka.group(instance(), Groups.stable("b")).group(instance(), Groups.empty("a"));
        assertThat(Browser.of(mvc).call("/api/v1" + PAGE + "?limit=1&offset=1")).hasStatus(200).bodyJson()
                .isStrictlyEqualTo("""
                        {"total": 2, "observedAt": "%s", "problem": null,
                         "groups": [{"group": "b", "state": "Stable", "protocolType": "consumer"}]}
                        """.formatted(clock.instant()));
    }

    private static InstanceId instance() {
        return new InstanceId("ckafka-list");
    }
}
