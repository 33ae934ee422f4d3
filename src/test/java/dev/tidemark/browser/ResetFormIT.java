package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The forms of a reset keep what the operator chose and wrote, and say what it means before anything is asked for. */
@BrowserTest
class ResetFormIT {
    private static final InstanceId PROD = new InstanceId("ckafka-prod");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final InMemoryCkafka ckafka;
    private final MutableClock clock;
    private final Visitor operator;
    private final String group = "forms / 账单 " + NUMBER.incrementAndGet();

    ResetFormIT(@Autowired InMemoryCkafka ckafka, @Autowired MutableClock clock, @LocalServerPort int port) {
        this.ckafka = ckafka;
        this.clock = clock;
        this.operator = new Visitor(Chromium.fresh(), port);
    }

    @BeforeEach
    void arrange() {
        clock.advance(Duration.ofHours(24));
        ckafka.clear();
        ckafka.instance(Groups.instance(PROD.value(), "orders-prod", "ap-guangzhou"));
        ckafka.group(PROD, Groups.empty(group));
        topic("payments");
        Chromium.zone(operator.browser(), "Asia/Shanghai");
    }

    private void topic(String name) {
        ckafka.offsets(PROD, new ConsumerGroupId(group), name, List.of(Offsets.committed(0, 500, 900),
                Offsets.committed(1, 700, 900), Offsets.committed(2, 900, 900)));
    }

    private String form(String query) {
        return "/instances/ckafka-prod/resets/new?group=" + URLEncoder.encode(group, StandardCharsets.UTF_8) + query;
    }

    @Test
    void choosesATopicOrItsPartitionsAndSaysHowMuchThatIs() {
        operator.signedInAs("operator", form(""));
        operator.sees("Reset offsets of " + group);
        operator.sees("PROD");
        assertThat(operator.all("input[name=scope]:checked")).isEmpty();
        operator.sees("Nothing selected yet");

        operator.click("summary");
        operator.click("input[value='payments:1']");
        operator.sees("1 topic, 1 partition");
        operator.sees("1 of 3 partitions");
        WebElement whole = operator.find("input[value='payments']");
        assertThat(whole.isSelected()).isFalse();
        assertThat(operator.script("return document.querySelector('[data-whole]').indeterminate")).isEqualTo("true");

        operator.click("input[value='payments']");
        operator.sees("1 topic, 3 partitions");
        assertThat(operator.all("[data-part]:checked")).isEmpty();

        operator.click("input[value='payments:0']");
        operator.click("input[value='payments:2']");
        operator.sees("1 topic, 2 partitions");
        assertThat(operator.find("input[value='payments']").isSelected()).isFalse();
        operator.type("#more", "other\nthird:0,1");
        operator.sees("3 topics, at least 5 partitions");
        operator.meetsNoAccessibilityViolation();
    }

    @Test
    void isFilledInByALinkAndShowsTheLessOfTwo() {
        operator.signedInAs("operator", form("&scope=payments:1&target=to-latest"));
        operator.sees("1 topic, 1 partition");

        operator.open(form("&scope=payments&scope=payments:1"));
        operator.sees("1 topic, 1 partition");
        assertThat(operator.find("input[value='payments']").isSelected()).isFalse();
    }

    @Test
    void choosesAmongManyTopicsByPartOfTheirName() {
        IntStream.range(0, 14).forEach(number -> topic("orders-" + number));
        operator.signedInAs("operator", form(""));

        operator.type("[data-scope-filter]", "ORDERS-1", Keys.ENTER);
        operator.click("[data-scope-all]");
        operator.sees("5 topics, 15 partitions");
        operator.click("[data-scope-none]");
        operator.sees("Nothing selected yet");
        assertThat(operator.path()).contains("/resets/new");
    }

    @Test
    void saysATimeAgainInUtcBeforeItIsSent() {
        operator.signedInAs("operator", form("&scope=payments"));
        WebElement zone = operator.find("select[name=zone]");
        assertThat(zone.getAttribute("value")).isEqualTo("Asia/Shanghai");
        assertThat(zone.findElement(By.cssSelector("optgroup")).getAttribute("label")).isEqualTo("Your time zone");

        time("2026-03-01T11:00:00");
        operator.sees("= 2026-03-01 03:00:00 UTC · 2026-03-01 11:00:00 Asia/Shanghai");
        assertThat(operator.find("input[value='to-datetime']").isSelected()).isTrue();
        operator.click(".reset-form button[type=submit]");
        operator.waitUntil("the plan says it again", _ -> momentOfPlan().equals(
                "2026-03-01 03:00:00 UTC · 2026-03-01 11:00:00 Asia/Shanghai"));
        choose("America/New_York");
        operator.click(".reset-form button[type=submit]");
        operator.waitUntil("the reader's own zone beside the chosen one", _ -> momentOfPlan().equals(
                "2026-03-01 16:00:00 UTC · 2026-03-01 11:00:00 America/New_York · 2026-03-02 00:00:00 Asia/Shanghai"));

        choose("Europe/Berlin");
        time("2025-10-26T02:30:00");
        operator.sees("occurs twice in the chosen time zone");
        operator.click(".reset-form button[type=submit]");
        operator.sees("It is 2025-10-26 00:30:00 UTC or 2025-10-26 01:30:00 UTC");
        assertThat(operator.browser().switchTo().activeElement().getAttribute("name")).isEqualTo("datetime");
        time("2025-03-30T02:30:00");
        operator.sees("does not exist in the chosen time zone");
    }

    @Test
    void offersCommonTimesInTheChosenZone() {
        operator.signedInAs("operator", form("&scope=payments"));
        choose("America/New_York");
        operator.click("[data-presets] [data-day='0']");
        assertThat(operator.find("input[name=datetime]").getAttribute("value")).matches("....-..-..T00:00(:00)?");
        assertThat(operator.find("[data-echo]").getText()).contains("00:00:00 America/New_York");
        operator.click("[data-presets] [data-minutes='15']");
        operator.waitUntil("a time a quarter of an hour ago", _ -> Math.abs(Duration.between(
                Instant.parse(operator.find("[data-echo]").getText()
                        .replaceFirst("= (\\S+) (\\S+) UTC.*", "$1T$2Z")),
                Instant.ofEpochMilli(Long.parseLong(String.valueOf(operator.script("return Date.now()")))))
                .toMinutes()) == 15);
    }

    @Test
    void readsACsvFile() throws IOException {
        Path file = Files.createTempFile("offsets", ".csv");
        Files.writeString(file, "topic,partition,offset\npayments,1,650\n");
        operator.signedInAs("operator", form(""));
        operator.find("[data-reads]").sendKeys(file.toString());
        operator.waitUntil("the text is there", _ -> String.valueOf(operator.find("textarea[name=csv]")
                .getAttribute("value")).contains("payments,1,650"));
        operator.sees("The partitions in the CSV");
        operator.click(".reset-form button[type=submit]");

        operator.sees("50 messages will be processed again");
        operator.click("input[value='payments']");
        operator.sees("The partitions in the CSV, within 1 topic");
    }

    @Test
    void asksForNoPlanThatTheFormNoLongerSays() {
        operator.signedInAs("operator", form("&scope=payments&target=to-latest"));
        operator.click(".reset-form button[type=submit]");
        operator.sees("600 messages will never be processed");

        operator.click("input[value='to-earliest']");

        operator.sees("The form has changed since this preview");
        assertThat(operator.all("form.confirm")).isEmpty();
    }

    @Test
    void tellsAViewerBeforeAnythingIsFilledIn() {
        operator.signedInAs("viewer", "/instances/ckafka-prod/group?name="
                + URLEncoder.encode(group, StandardCharsets.UTF_8));
        operator.sees("Needs the role operator or admin");
        assertThat(operator.find(".action-refused button").isEnabled()).isFalse();
        operator.meetsNoAccessibilityViolation();

        operator.open(form(""));
        operator.sees("You can view this form but not request a reset");
        assertThat(operator.find(".reset-form button[type=submit]").isEnabled()).isFalse();
    }

    private String momentOfPlan() {
        return operator.find("#preview .moment-both").getText().replaceAll("\\s*\n\\s*", " · ");
    }

    private void time(String digits) {
        ((JavascriptExecutor) operator.browser()).executeScript("const f = document.querySelector('[name=datetime]');"
                + "f.value = arguments[0]; f.dispatchEvent(new Event('input', {bubbles: true}))", digits);
    }

    private void choose(String zone) {
        new Select(operator.find("select[name=zone]")).selectByValue(zone);
    }
}
