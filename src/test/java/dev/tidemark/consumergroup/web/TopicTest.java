package dev.tidemark.consumergroup.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.InMemoryCkafka.Call;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The groups that read a topic, and how old the oldest message is that one of them has not read. */
@WebTest
class TopicTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-a-topic");
    private static final String ROOT = "/instances/ckafka-a-topic";

    private final MockMvcTester mvc;
    private final InMemoryCkafka ckafka;
    private final MutableClock clock;

    TopicTest(@Autowired MockMvcTester mvc, @Autowired InMemoryCkafka ckafka, @Autowired MutableClock clock) {
        this.mvc = mvc;
        this.ckafka = ckafka;
        this.clock = clock;
    }

    @BeforeEach
    void arrange() {
        ckafka.instance(Groups.instance(INSTANCE.value(), "topical", "ap-topic"));
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void leaveNothing() {
        ckafka.clear();
        clock.advance(Duration.ofMinutes(5));
    }

    @Test
    void waitsUntilTheCloudHasCollectedTheReadersAndThenFillsInTheirLag() {
        group("slow", "orders", 10, 500);
        group("quick", "orders", 499, 500);
        group("elsewhere", "payments", 0, 500);

        String first = Browser.of(mvc).html(ROOT + "/topic?name=orders");
        assertThat(first).contains("hx-get=\"/instances/ckafka-a-topic/topic?name=orders&amp;asked=1\"",
                "hx-trigger=\"load delay:2s\"", ">Try again</a>");
        assertThat(Browser.textOf(first)).contains("CKafka is collecting the consumer groups").doesNotContain("slow");

        clock.advance(Duration.ofSeconds(2));
        String second = Browser.of(mvc).html(ROOT + "/topic?name=orders&asked=1");
        assertThat(Browser.textOf(second)).contains("quick Empty", "slow Empty", "1–2 of 2").doesNotContain("490",
                "elsewhere", "collecting");
        assertThat(second).contains("hx-get=\"/instances/ckafka-a-topic/topic?name=orders&amp;lag=shown\"");

        assertThat(Browser.of(mvc).text(ROOT + "/topic?name=orders&lag=shown")).contains(
                "slow Empty 490 0 0 quick Empty 1 0 0", "Sorted by lag within this page.");
    }

    @Test
    void asksTheCloudAtMostOnceASecondHoweverManyWait() {
        group("one", "asked-often", 1, 2);
        Browser.of(mvc).open(ROOT + "/topic?name=asked-often");

        assertThat(Browser.of(mvc).text(ROOT + "/topic?name=asked-often")).as("a moment later")
                .contains("CKafka is collecting the consumer groups");
        clock.advance(Duration.ofSeconds(1));
        assertThat(Browser.of(mvc).text(ROOT + "/topic?name=asked-often")).contains("one Empty");
    }

    @Test
    void givesUpAskingByItselfAfterHalfAMinute() {
        String page = Browser.of(mvc).html(ROOT + "/topic?name=never-collected&asked=15");

        assertThat(page).contains("This is taking longer than usual.").doesNotContain("asked=16");
    }

    @Test
    void keepsTheLastAnswerWhileTheCloudCollectsANewOneOrFails() {
        group("kept", "kept-topic", 1, 2);
        Browser.of(mvc).open(ROOT + "/topic?name=kept-topic");
        clock.advance(Duration.ofSeconds(2));
        Browser.of(mvc).open(ROOT + "/topic?name=kept-topic");
        ckafka.collectAnew(INSTANCE, "kept-topic");
        clock.advance(Duration.ofSeconds(30));

        assertThat(Browser.of(mvc).text(ROOT + "/topic?name=kept-topic")).contains("kept Empty", "30 s ago",
                "CKafka is collecting the consumer groups");

        clock.advance(Duration.ofSeconds(2));
        Browser.of(mvc).open(ROOT + "/topic?name=kept-topic");
        ckafka.failWith(Call.READERS, Groups.throttled());
        clock.advance(Duration.ofSeconds(9));
        assertThat(Browser.of(mvc).text(ROOT + "/topic?name=kept-topic")).contains("kept Empty",
                "Last successful response: 9 s ago",
                "RequestLimitExceeded");
    }

    @ParameterizedTest
    @CsvSource({"/topic?name=, 422", "/topic, 422", "/topic?name=x&offset=-1, 422",
        "/group/oldest?name=g&topic=t&partition=x, 422", "/group/oldest?name=g&topic=&partition=1, 422",
        "/group/oldest?name=nobody&topic=t&partition=0, 404"})
    void refusesWhatNamesNothing(String address, int status) {
        assertThat(Browser.of(mvc).open(ROOT + address)).hasStatus(status);
    }

    @Test
    void isForThoseWhoMayViewTheInstance() {
        ckafka.instance(Groups.instance("ckafka-b-topic", "other", "ap-topic"));

        assertThat(Browser.of(mvc).as("limited").open("/instances/ckafka-b-topic/topic?name=t")).hasStatus(403);
        assertThat(Browser.of(mvc).as("limited")
                .open("/instances/ckafka-b-topic/group/oldest?name=g&topic=t&partition=0")).hasStatus(403);
    }

    @Test
    void saysWhenTheOldestUnreadMessageWasWrittenAndAsksOnce() {
        group("late", "in", 10, 500);
        ckafka.message(INSTANCE, new TopicPartition("in", 0), 10, clock.instant().minus(Duration.ofMinutes(12)));
        int before = ckafka.timesAsked();

        assertThat(oldest("late", "in")).contains("Oldest unread in in-0:",
                "UTC, 12 min ago. This is the message at the committed offset.", "Committed offset 10",
                "Lag 490");
        oldest("late", "in");
        assertThat(ckafka.timesAsked() - before).isEqualTo(1);
    }

    @Test
    void asksForNoMessageWithoutBeingTold() {
        group("left-alone", "quiet", 10, 500);
        int before = ckafka.timesAsked();

        assertThat(Browser.of(mvc).html(ROOT + "/group?name=left-alone")).contains(
                "href=\"/instances/ckafka-a-topic/group/oldest?name=left-alone&amp;topic=quiet&amp;partition=0\"");
        assertThat(ckafka.timesAsked()).isEqualTo(before);
    }

    @Test
    void saysWhenTheMessageAtTheCommitIsGone() {
        group("overtaken", "trimmed", 10, 500);
        assertThat(oldest("overtaken", "trimmed"))
                .contains("CKafka returned no message at or after the committed offset");

        clock.advance(Duration.ofMinutes(2));
        ckafka.message(INSTANCE, new TopicPartition("trimmed", 0), 70, clock.instant());
        assertThat(oldest("overtaken", "trimmed")).contains("The one at that offset no longer exists",
                "Offset of the message 70");
    }

    @Test
    void asksNothingWhereNothingIsUnreadOrCommitted() {
        group("done", "read", 500, 500);
        ckafka.group(INSTANCE, Groups.empty("fresh")).offsets(INSTANCE, new ConsumerGroupId("fresh"), "read",
                List.of(Offsets.neverCommitted(0, 500)));
        int before = ckafka.timesAsked();

        assertThat(oldest("done", "read")).contains("There are no unread messages.");
        assertThat(oldest("fresh", "read")).contains("No offset is committed");
        assertThat(ckafka.timesAsked()).isEqualTo(before);
    }

    @Test
    void saysWhyWhenTheQueueIsFull() {
        group("unlucky", "busy", 10, 500);
        ckafka.failWith(Call.MESSAGES, Groups.throttled());

        assertThat(oldest("unlucky", "busy")).contains("The message could not be read.",
                "The CKafka API rate limit was reached.",
                "req-7c1f", "Try again");
    }

    @Test
    void tellsALimitOfTheApiFromAnOutage() {
        group("limited", "limits", 10, 500);
        for (Call call : List.of(Call.MESSAGES, Call.RANGES, Call.READERS)) {
            ckafka.failWith(call, Groups.notSupported());
        }

        assertThat(oldest("limited", "limits")).contains("Not available: this instance uses API v2")
                .doesNotContain("could not be read", "Try again");
        assertThat(Browser.of(mvc).text(ROOT + "/group?name=limited&topic=limits&earliest=limits"))
                .contains("Not available: this instance uses API v2").doesNotContain("could not be read");
        var readers = Browser.of(mvc).open(ROOT + "/topic?name=limits");
        assertThat(readers.getResponse().getStatus()).isEqualTo(501);
        assertThat(Browser.textOf(Browser.body(readers))).contains("Not available with API v2", "not an outage")
                .doesNotContain("Try again");
    }

    @Test
    void speaksChinese() {
        group("zh", "zh-topic", 10, 500);
        assertThat(Browser.of(mvc).in("zh-CN").text(ROOT + "/topic?name=zh-topic")).contains("正在收集")
                .doesNotContain("??");
        assertThat(Browser.of(mvc).in("zh-CN").text(ROOT + "/group/oldest?name=zh&topic=zh-topic&partition=0"))
                .contains("最早未消费消息").doesNotContain("??");
    }

    private String oldest(String group, String topic) {
        return Browser.of(mvc).text(ROOT + "/group/oldest?name=" + group + "&topic=" + topic + "&partition=0");
    }

    private void group(String name, String topic, long committed, long logEnd) {
        ckafka.group(INSTANCE, Groups.empty(name)).offsets(INSTANCE, new ConsumerGroupId(name), topic,
                List.of(Offsets.committed(0, committed, logEnd)));
    }
}
