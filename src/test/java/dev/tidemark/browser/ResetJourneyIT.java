package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A reset as three people live it, each at a browser of their own: who asks, who decides, who may only look. */
@BrowserTest
class ResetJourneyIT {
    private static final InstanceId PROD = new InstanceId("ckafka-prod");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final InMemoryCkafka ckafka;
    private final MutableClock clock;
    private final int port;
    private final Visitor operator;
    private final String group = "ledger / 账单 " + NUMBER.incrementAndGet();

    ResetJourneyIT(@Autowired InMemoryCkafka ckafka, @Autowired MutableClock clock, @LocalServerPort int port) {
        this.ckafka = ckafka;
        this.clock = clock;
        this.port = port;
        this.operator = new Visitor(Chromium.fresh(), port);
    }

    @BeforeEach
    void arrange() {
        clock.advance(Duration.ofHours(24));
        ckafka.clear();
        ckafka.instance(Groups.instance(PROD.value(), "orders-prod", "ap-guangzhou"));
        ckafka.group(PROD, Groups.empty(group));
        ckafka.offsets(PROD, new ConsumerGroupId(group), "payments",
                List.of(Offsets.committed(0, 500, 900), Offsets.committed(1, 700, 900)));
    }

    @Test
    void isAskedForDecidedCarriedOutAndSeenByEverybody() {
        ChromeDriver second = Chromium.another();
        ChromeDriver third = Chromium.another();
        try {
            Visitor approver = new Visitor(second, port).signedInAs("approver", "/instances");
            Visitor viewer = new Visitor(third, port);

            operator.signedInAs("operator", "/instances/ckafka-prod/groups");
            operator.follow(group);
            operator.follow("Reset offsets…");
            operator.click("input[value='payments']");
            operator.click("input[value='shift-by']");
            operator.type("select[name=direction]", "re-read");
            operator.type("input[name=by]", "25");
            operator.click(".reset-form button[type=submit]");
            operator.sees("50 messages will be processed again");
            assertThat(operator.path()).contains("/resets/new");
            operator.type("#confirmGroup", "another name");
            operator.type("#reason", "the ledger missed a batch");
            operator.click("form.confirm button[type=submit]");
            operator.sees("Type the exact name of the consumer group");
            assertThat(operator.find("#reason").getAttribute("value")).isEqualTo("the ledger missed a batch");
            operator.find("#confirmGroup").clear();
            operator.type("#confirmGroup", group);
            operator.click("form.confirm button[type=submit]");
            operator.sees("waiting for approval");
            String reset = operator.path();
            assertThat(operator.all("button")).extracting(button -> button.getText()).contains("Cancel request")
                    .doesNotContain("Approve").noneMatch(text -> text.startsWith("Execute"));

            approver.open("/instances");
            approver.waitUntil("the inbox counts one", _ -> !approver.all(".inbox-count").isEmpty());
            approver.open("/resets");
            approver.browser().findElement(By.cssSelector(".waiting a")).click();
            approver.sees("Nothing has changed since the preview");
            approver.sees("the ledger missed a batch");
            approver.click(".decision-form .button-primary");
            approver.sees("approved");

            viewer.signedInAs("viewer", reset);
            viewer.sees("approved");
            assertThat(viewer.all("#actions form")).isEmpty();

            operator.open(reset);
            operator.click(".decide .button-danger");
            operator.sees("verified");
            operator.sees("applied");
            assertThat(ckafka.writes()).isNotEmpty();
            viewer.sees("verified");

            operator.metNoComplaintOfTheBrowser();
            approver.metNoComplaintOfTheBrowser();
            viewer.metNoComplaintOfTheBrowser();
        } finally {
            Chromium.release(second);
            Chromium.release(third);
        }
    }

    @Test
    void showsWhatIsWrongBesideWhatWasTyped() {
        operator.signedInAs("operator", "/instances/ckafka-prod/resets/new?group="
                + URLEncoder.encode(group, StandardCharsets.UTF_8)
                + "&scope=payments&target=shift-by&by=many&direction=skip");
        operator.click(".reset-form button[type=submit]");

        operator.sees("Enter a whole number.");
        var by = operator.find("input[name=by]");
        assertThat(by.getAttribute("value")).isEqualTo("many");
        assertThat(by.getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(operator.find("#" + by.getAttribute("aria-describedby")).getText())
                .isEqualTo("Enter a whole number.");
        assertThat(operator.browser().switchTo().activeElement()).isEqualTo(by);
        operator.meetsNoAccessibilityViolation();

        operator.open(operator.path() + "&lang=zh-CN");
        operator.click(".reset-form button[type=submit]");
        operator.sees("请输入整数。");
    }

    @Test
    void isAskedForWhereTheApiMovesOnlyWholeTopics() {
        ckafka.able(new Capabilities(false, false));
        operator.signedInAs("operator", "/instances/ckafka-prod/resets/new?group="
                + URLEncoder.encode(group, StandardCharsets.UTF_8));
        operator.sees("uses API v2");
        assertThat(operator.all("input[value=pinned], input[value=from-file], input[value='payments:0']")).isEmpty();
        operator.click("input[value='to-latest']");
        operator.click("input[value='payments']");
        operator.click(".reset-form button[type=submit]");
        operator.sees("600 messages will never be processed by this group");
        operator.sees("Resolved by CKafka");
        operator.type("#confirmGroup", group);
        operator.type("#reason", "nobody needs them");
        operator.click("form.confirm button[type=submit]");

        operator.sees("waiting for approval");
        operator.metNoComplaintOfTheBrowser();
    }

    @Test
    void worksWithoutScripts() {
        Chromium.withoutScripts(operator.browser());
        operator.signedInAs("operator", "/");
        operator.follow("Resets that were carried out");
        operator.sees("Resets");
        operator.open("/instances/ckafka-prod/resets/new?group=" + URLEncoder.encode(group, StandardCharsets.UTF_8)
                + "&scope=payments:1&target=shift-by&by=many&direction=skip");
        operator.click(".reset-form button[type=submit]");
        operator.sees("Enter a whole number.");
        var by = operator.find("input[name=by]");
        assertThat(by.getAttribute("value")).isEqualTo("many");
        assertThat(operator.browser().switchTo().activeElement()).isEqualTo(by);
        assertThat(operator.find("#" + by.getAttribute("aria-describedby")).getText())
                .isEqualTo("Enter a whole number.");
        assertThat(operator.find("input[value='payments:1']").isSelected()).isTrue();
        Chromium.withScripts(operator.browser(), operator::meetsNoAccessibilityViolation);
        by.clear();
        by.sendKeys("25");
        operator.click(".reset-form button[type=submit]");
        operator.sees("25 messages will never be processed by this group");
        operator.follow("Edit");
        assertThat(operator.find("input[name=by]").getAttribute("value")).isEqualTo("25");
        assertThat(operator.find("input[value='payments:1']").isSelected()).isTrue();
        operator.click("input[value='payments:1']");
        operator.click("input[value='payments']");
        operator.click("input[value='to-latest']");
        operator.click(".reset-form button[type=submit]");
        operator.sees("600 messages will never be processed by this group");
        operator.type("#confirmGroup", group);
        operator.type("#reason", "nobody needs them");
        operator.click("form.confirm button[type=submit]");

        operator.sees("waiting for approval");
        operator.click(".decision-form button");
        operator.sees("cancelled");
    }
}
