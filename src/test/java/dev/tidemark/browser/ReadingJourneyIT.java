package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.Hostile;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Finding the partition that is behind, in fair weather and foul. */
@BrowserTest
class ReadingJourneyIT {
    private static final InstanceId PROD = new InstanceId("ckafka-prod");
    private static final ConsumerGroupId BILLING = new ConsumerGroupId("billing");
    private static final String BILLING_PAGE = "/instances/ckafka-prod/group?name=billing";
    /** Two seconds show the same as five. */
    private static final String OFTEN = "&refresh=2";

    private final InMemoryCkafka ckafka;
    private final MutableClock clock;
    private final Visitor visitor;

    ReadingJourneyIT(@Autowired InMemoryCkafka ckafka, @Autowired MutableClock clock, @LocalServerPort int port) {
        this.ckafka = ckafka;
        this.clock = clock;
        this.visitor = new Visitor(Chromium.fresh(), port);
    }

    @BeforeEach
    void arrange() {
        clock.advance(Duration.ofHours(24));
        ckafka.clear();
        ckafka.instance(Groups.instance(PROD.value(), "orders-prod", "ap-guangzhou"));
        ckafka.group(PROD, Groups.stable("billing", Groups.member("billing-0", "10.0.3.7", "orders-0", "orders-1")));
        ckafka.offsets(PROD, BILLING, "orders",
                List.of(Offsets.committed(0, 100, 110), Offsets.committed(1, 100, 9_100),
                        Offsets.neverCommitted(2, 50), Offsets.failed(3, 502)));
        for (int i = 0; i < 60; i++) {
            ckafka.group(PROD, Groups.empty("job-%02d".formatted(i)));
        }
    }

    @Test
    void leadsFromTheSignInToThePartitionWithMostLag() {
        visitor.signedIn("/instances");
        visitor.follow("orders-prod");
        visitor.find("#search").sendKeys("bill", Keys.ENTER);
        visitor.waitUntil("the search is in the address", _ -> visitor.path().contains("search=bill"));
        visitor.follow("billing");

        visitor.sees("10.0.3.7");
        assertThat(visitor.all("tr.worst")).singleElement()
                .satisfies(row -> assertThat(row.getText()).contains("9,000", "billing-0"));
        assertThat(visitor.text()).contains("502");
        visitor.metNoComplaintOfTheBrowser();
    }

    @Test
    void fillsInTheLagOfTheListAndSortsByIt() {
        ckafka.group(PROD, Groups.empty("a-fine"));
        ckafka.offsets(PROD, new ConsumerGroupId("a-fine"), "orders", List.of(Offsets.committed(0, 4, 4)));
        visitor.signedIn("/instances/ckafka-prod/groups");

        visitor.sees("9,010");
        visitor.follow("Lag");

        visitor.sees("Sorted within this page");
        assertThat(visitor.find("tbody tr").getText()).contains("billing", "9,010");
        assertThat(visitor.path()).contains("lag=sorted");
    }

    @Test
    void refusesAWrongPasswordAndSaysSo() {
        visitor.open(BILLING_PAGE);
        visitor.signIn("viewer", "wrong");

        visitor.find("[role=alert]");
        assertThat(visitor.path()).startsWith("/login");

        visitor.signIn("viewer", "secret");
        visitor.sees("9,010");
        assertThat(visitor.path()).startsWith(BILLING_PAGE);
    }

    @Test
    void pagesThroughAllGroupsAndKeepsTheSearchInEveryLink() {
        visitor.signedIn("/instances/ckafka-prod/groups?search=job");
        visitor.sees("60");
        visitor.click("a[rel=next]");
        visitor.waitUntil("the second page", _ -> visitor.path().contains("offset=25"));

        assertThat(visitor.path()).contains("search=job");
        assertThat(visitor.text()).contains("job-25", "job-49").doesNotContain("job-24");
    }

    @Test
    void showsItsKeysAndGivesTheFocusBack() {
        visitor.signedIn("/instances/ckafka-prod/groups");
        visitor.sees("job-00");
        visitor.press("?");

        visitor.waitUntil("the keys are shown", _ -> visitor.find("#keys").isDisplayed());
        visitor.meetsNoAccessibilityViolation();
        visitor.press(Keys.ESCAPE);
        visitor.waitUntil("the keys are gone", _ -> !visitor.find("#keys").isDisplayed());
    }

    @Test
    void showsTimesInTheReadersOwnZoneAtOneClickAndRemembersIt() {
        visitor.signedIn("/instances/ckafka-prod/groups");
        visitor.sees(" UTC");
        visitor.click("[data-time-switch]");
        visitor.waitUntil("local times", _ -> visitor.find(".moment-utc").getText().contains("GMT")
                || visitor.find(".moment-utc").getText().matches(".*[AP]M .*"));
        visitor.open("/instances");
        visitor.waitUntil("still local", _ -> !visitor.find(".moment-utc").getText().matches(".*-.* UTC"));
        visitor.click("[data-time-switch]");

        visitor.waitUntil("UTC again", _ -> visitor.find(".moment-utc").getText().matches(".*-.* UTC"));
    }

    @Test
    void readsAgainAsOftenAsTheAddressSays() {
        visitor.signedIn(BILLING_PAGE + "&refresh=off");
        assertThat(visitor.find("#offsets").getDomAttribute("data-poll")).isNull();
        visitor.click(".refreshes a[href*='refresh=2']");

        visitor.waitUntil("every two seconds",
                _ -> "every 2s, tidemark:refresh".equals(visitor.find("#offsets").getDomAttribute("hx-trigger")));
        assertThat(visitor.path()).contains("refresh=2");
    }

    @Test
    void showsTheHistoryWithinTheGroupsPageAndKeepsTheTitle() {
        visitor.signedIn(BILLING_PAGE + "&refresh=off");
        visitor.waitUntil("a chart", _ -> {
            // What the first sweep of this test saw may be written a moment after the page was made.
            visitor.script(
                    "document.querySelector('#history[data-poll]') && htmx.trigger('#history', 'tidemark:refresh')");
            return !visitor.all("#history .chart svg").isEmpty();
        });
        visitor.click("#history a[href*='range=24h']");

        visitor.waitUntil("a day", _ -> !visitor.all("#history a[aria-current][href*='range=24h']").isEmpty());
        assertThat(visitor.browser().getTitle()).startsWith("billing");
        assertThat(visitor.path()).startsWith(BILLING_PAGE);
        visitor.meetsNoAccessibilityViolation();
    }

    @Test
    void letsKnownTroubleStepAside() {
        visitor.signedInAs("admin", "/?search=billing");
        visitor.click(".acknowledge");
        visitor.type("#reason", "the disk is being replaced");
        visitor.click(".confirm button");

        visitor.sees("the disk is being replaced");
        visitor.click(".acknowledge");
        visitor.click(".ack-known button");
        visitor.waitUntil("nothing acknowledged", _ -> visitor.path().equals("/")
                && !visitor.text().contains("the disk is being replaced"));
    }

    @Test
    void worksWithoutScripts() {
        Chromium.withoutScripts(visitor.browser());
        visitor.signedIn("/instances");
        visitor.follow("orders-prod");
        visitor.find("#search").sendKeys("billing");
        visitor.click("main form [type=submit]");
        visitor.follow("billing");

        visitor.sees("9,000");
        visitor.click("#refresh");
        visitor.sees("9,000");
    }

    @Test
    void walksTheRowsWithTheKeysOfAPager() {
        visitor.signedIn("/instances/ckafka-prod/groups?lag=shown");
        visitor.find("tbody a");
        visitor.press("j", "j", "j", "k");
        assertThat(focused("textContent")).isEqualTo("job-00");

        visitor.press("/");
        assertThat(focused("id")).isEqualTo("search");
        visitor.press("j");
        assertThat(visitor.find("#search").getAttribute("value")).as("typing is typing").isEqualTo("j");
    }

    @Test
    void offersTheSameQuestionToOtherTools() {
        visitor.signedIn(BILLING_PAGE + OFTEN);
        visitor.click("details.menu summary");

        visitor.sees("kafka-consumer-groups --bootstrap-server");
        visitor.meetsNoAccessibilityViolation();
        visitor.click("[data-copy=copy-api]");
        visitor.sees("Copied");
        visitor.metNoComplaintOfTheBrowser();
    }

    @Test
    void opensATopicOfALargeGroupAndKeepsItOpenWhileThePageRefreshes() {
        ckafka.group(PROD, Groups.empty("wide"));
        wide("wide-a", 10);
        wide("wide-b", 10);
        visitor.signedIn("/instances/ckafka-prod/group?name=wide" + OFTEN);
        visitor.sees("wide-a");
        assertThat(visitor.all("tr[id^=partition-]")).isEmpty();

        visitor.click("[id=open-wide-b]");
        visitor.find("[id=partition-wide-b-7]");
        assertThat(visitor.path()).contains("topic=wide-b");
        assertThat(visitor.all("tr[id^=partition-]")).hasSize(40);
        assertThat(focused("id")).isEqualTo("open-wide-b");

        wide("wide-b", 777);
        clock.advance(Duration.ofSeconds(10));
        visitor.sees("767");
        assertThat(visitor.all("tr[id^=partition-]")).hasSize(40);

        visitor.click(".fact-worst a");
        visitor.waitUntil("the worst partition", _ -> visitor.path().endsWith("#partition-wide-b-7"));
        visitor.click("[id=open-wide-b]");
        visitor.waitUntil("closed", _ -> visitor.all("tr[id^=partition-]").isEmpty());
        visitor.metNoComplaintOfTheBrowser();
    }

    @Test
    void showsTheAgeOfTheOldestUnreadMessageOnRequest() {
        ckafka.message(PROD, new TopicPartition("orders", 1), 100, clock.instant().minus(Duration.ofMinutes(12)));
        visitor.signedIn(BILLING_PAGE);
        visitor.click("[id=oldest-partition-orders-1]");

        visitor.sees("12 min ago");
        assertThat(visitor.path()).isEqualTo(BILLING_PAGE);
        assertThat(visitor.browser().getTitle()).startsWith("billing");

        ckafka.offsets(PROD, BILLING, "orders", List.of(Offsets.committed(0, 100, 777_100)));
        clock.advance(Duration.ofSeconds(10));
        visitor.sees("777,000");
        assertThat(visitor.text()).as("the answer stays").contains("12 min ago");
        visitor.metNoComplaintOfTheBrowser();
    }

    @Test
    void takesAQuestionBackThatWaitsForItsTurn() {
        CountDownLatch turn = new CountDownLatch(1);
        ckafka.queueMessageTimes(turn);
        ckafka.message(PROD, new TopicPartition("orders", 1), 100, clock.instant().minus(Duration.ofMinutes(12)));
        visitor.signedIn(BILLING_PAGE);
        visitor.click("[id=oldest-partition-orders-1]");
        visitor.sees("Asking CKafka");

        visitor.click("[data-abort]");
        visitor.waitUntil("no request is under way", _ -> !visitor.text().contains("Asking CKafka"));
        ckafka.offsets(PROD, BILLING, "orders", List.of(Offsets.committed(0, 100, 777_100)));
        clock.advance(Duration.ofSeconds(10));
        visitor.sees("777,000");
        turn.countDown();

        assertThat(visitor.text()).doesNotContain("12 min ago");
        visitor.metNoComplaintOfTheBrowser();
    }

    @Test
    void findsTheGroupsThatReadATopicOnceTheCloudHasCollectedThem() {
        visitor.signedIn(BILLING_PAGE + OFTEN);
        visitor.follow("Consumer groups of this topic");
        visitor.sees("CKafka is collecting");
        clock.advance(Duration.ofSeconds(3));

        visitor.sees("9,010");
        visitor.follow("billing");
        visitor.sees("billing-0");
    }

    private void wide(String topic, long worst) {
        ckafka.offsets(PROD, new ConsumerGroupId("wide"), topic, IntStream.range(0, 40)
                .mapToObj(number -> Offsets.committed(number, 10, number == 7 ? worst : 10)).toList());
    }

    @Test
    void needsNoMouse() {
        visitor.signedIn("/instances/ckafka-prod/groups");
        visitor.find("#search");
        visitor.press(Keys.TAB);
        assertThat(visitor.browser().switchTo().activeElement().getAttribute("class")).contains("skip-link");
        for (int i = 0; i < 40 && !"search".equals(focused("id")); i++) {
            visitor.press(Keys.TAB);
        }
        visitor.press("billing", Keys.ENTER);
        visitor.waitUntil("the search happened", _ -> visitor.path().contains("search=billing"));
        for (int i = 0; i < 40 && !"billing".equals(visitor.browser().switchTo().activeElement().getText()); i++) {
            visitor.press(Keys.TAB);
        }
        assertThat(visitor.script("return getComputedStyle(document.activeElement).outlineStyle")).as("focus is seen")
                .isNotEqualTo("none");
        visitor.press(Keys.ENTER);

        visitor.sees("10.0.3.7");
    }

    @Test
    void showsNewNumbersByItselfAndKeepsWhatIsBeingTyped() {
        visitor.signedIn(BILLING_PAGE + OFTEN);
        visitor.sees("9,010");
        visitor.find("#search").sendKeys("half a wor");

        ckafka.offsets(PROD, BILLING, "orders", List.of(Offsets.committed(0, 100, 777_100)));
        clock.advance(Duration.ofSeconds(10));

        visitor.sees("777,000");
        assertThat(visitor.find("#search").getAttribute("value")).isEqualTo("half a wor");
        assertThat(focused("id")).isEqualTo("search");
    }

    @Test
    void keepsTheLastGoodNumbersWhenTheCloudGoesAway() {
        visitor.signedIn(BILLING_PAGE + OFTEN);
        visitor.sees("9,010");

        ckafka.failWith(Groups.throttled());
        clock.advance(Duration.ofSeconds(90));

        visitor.sees("RequestLimitExceeded");
        assertThat(visitor.text()).contains("9,010", "req-7c1f");

        ckafka.recover();
        clock.advance(Duration.ofSeconds(10));
        visitor.waitUntil("the notice is gone", _ -> !visitor.text().contains("RequestLimitExceeded"));
    }

    @Test
    void saysWhatIsWrongWhenNothingIsKnownAndRecovers() {
        // A group of its own: what was once read of another is still remembered.
        ckafka.group(PROD, Groups.empty("never-read"));
        ckafka.offsets(PROD, new ConsumerGroupId("never-read"), "orders", List.of(Offsets.committed(0, 1, 9_011)));
        ckafka.failWith(Groups.throttled());
        visitor.signedIn("/instances/ckafka-prod/group?name=never-read");

        visitor.sees("RequestLimitExceeded");
        assertThat(visitor.text()).contains("503", "req-7c1f").doesNotContain("secret-in-a-cause");

        ckafka.recover();
        clock.advance(Duration.ofSeconds(60));
        visitor.click("main a.button");
        visitor.sees("9,010");
    }

    @Test
    void goesToTheSignInPageWhenTheSessionEndsDuringARefresh() {
        visitor.signedIn(BILLING_PAGE + OFTEN);
        visitor.sees("9,010");

        visitor.browser().manage().deleteAllCookies();

        visitor.waitUntil("the sign-in page", _ -> visitor.path().startsWith("/login"));
        assertThat(visitor.all("#offsets input[name=password]")).isEmpty();
    }

    @Test
    void showsHostileNamesAsTextAndTheirLinksWork() {
        for (String name : Hostile.names().toList()) {
            ckafka.group(PROD, Groups.empty(name));
        }
        visitor.signedIn("/instances/ckafka-prod/groups?state=Empty&offset=0");
        for (String name : Hostile.names().toList()) {
            ckafka.offsets(PROD, new ConsumerGroupId(name), "orders", List.of(Offsets.committed(0, 1, 2)));
            visitor.open("/instances/ckafka-prod/groups?search="
                    + URLEncoder.encode(name, StandardCharsets.UTF_8));
            visitor.click("tbody a");
            visitor.find("#offsets");

            assertThat(visitor.browser().findElement(By.tagName("h1")).getAttribute("textContent")).isEqualTo(name);
            assertThat(visitor.all("h1 *")).isEmpty();
        }
        visitor.metNoComplaintOfTheBrowser();
    }

    private String focused(String attribute) {
        return String.valueOf(visitor.browser().switchTo().activeElement().getAttribute(attribute));
    }
}
