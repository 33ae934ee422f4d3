package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Role;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.OffsetResetService;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Drafts of forms and comments outlive refreshes, sessions, other tabs, the way back and the errors of a proxy. */
@BrowserTest
class DraftsIT {
    private static final InstanceId PROD = new InstanceId("ckafka-prod");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final InMemoryCkafka ckafka;
    private final MutableClock clock;
    private final Visitor operator;
    private final int port;
    private final OffsetResetService resets;
    private final String group = "drafts / 账单 " + NUMBER.incrementAndGet();

    DraftsIT(@Autowired InMemoryCkafka ckafka, @Autowired MutableClock clock, @Autowired OffsetResetService resets,
            @LocalServerPort int port) {
        this.ckafka = ckafka;
        this.resets = resets;
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
    void keepsTheFormThroughTheWayBackAndBesideAnotherTab() {
        operator.signedInAs("operator", form(""));
        operator.type("input[name=by]", "25");
        operator.click("input[value='payments']");
        String mine = operator.browser().getWindowHandle();
        operator.browser().switchTo().newWindow(WindowType.TAB);
        operator.open(form(""));
        assertThat(operator.find("input[name=by]").getAttribute("value")).isEmpty();
        operator.type("input[name=by]", "7");
        operator.click("[data-whole]");
        operator.find("form[action='/logout'] button").click();
        operator.sees("You have been signed out");
        operator.signedInAs("operator", "/instances");
        operator.browser().close();
        operator.browser().switchTo().window(mine);

        operator.click(".reset-form button[type=submit]");
        operator.sees("This page was opened before you last signed in");
        operator.browser().navigate().refresh();
        operator.sees("1 topic, 3 partitions");
        assertThat(operator.find("input[name=by]").getAttribute("value")).isEqualTo("25");
        operator.open("/instances");
        operator.browser().navigate().back();
        operator.sees("1 topic, 3 partitions");
        assertThat(operator.find("input[name=by]").getAttribute("value")).isEqualTo("25");
    }

    @Test
    void keepsWhatWasWrittenWhenAProxyFails() {
        String reset = requested();
        try (FailingProxy proxy = new FailingProxy(port)) {
            Visitor visitor = new Visitor(operator.browser(), proxy.port());
            for (FailingProxy.Failure failure : List.of(FailingProxy.Failure.BAD_GATEWAY,
                    FailingProxy.Failure.NO_ANSWER)) {
                proxy.fails(FailingProxy.Failure.NONE);
                visitor.open(reset);
                visitor.find("#comment").clear();
                visitor.type("#comment", "asked too early, " + failure);
                proxy.fails(failure);
                visitor.click(".decision-form button");
                visitor.waitUntil("the proxy's error", page -> page.findElements(By.id("comment")).isEmpty());
                proxy.fails(FailingProxy.Failure.NONE);
                visitor.browser().navigate().back();
                visitor.waitUntil("the comment", _ -> ("asked too early, " + failure)
                        .equals(visitor.find("#comment").getAttribute("value")));
                visitor.open(reset);
                assertThat(visitor.find("#comment").getAttribute("value")).isEqualTo("asked too early, " + failure);
            }
            visitor.click(".decision-form button");
            visitor.sees("cancelled");

            visitor.open(form("&scope=payments&target=to-latest"));
            proxy.fails(FailingProxy.Failure.BAD_GATEWAY);
            visitor.click(".reset-form button[type=submit]");
            visitor.sees("Tidemark did not answer");
            proxy.fails(FailingProxy.Failure.NONE);
            visitor.click(".reset-form button[type=submit]");
            visitor.sees("600 messages will never be processed");
            visitor.type("#confirmGroup", group);
            visitor.type("#reason", "nobody needs them");
            proxy.fails(FailingProxy.Failure.NO_ANSWER);
            visitor.click("form.confirm button[type=submit]");
            visitor.sees("It is not known whether the reset was requested");
            assertThat(visitor.path()).contains("/resets/new");
            assertThat(visitor.find("#reason").getAttribute("value")).isEqualTo("nobody needs them");
            assertThat(visitor.find("#confirm-error a").getAttribute("href")).contains("/resets?instance=ckafka-prod");
        }
    }

    @Test
    void keepsTheButtonsWhileThePolicyCannotBeRead() {
        String reset = requested();
        resets.approve(new Operator("anna", List.of(new Grant(Role.APPROVER, new IdPattern("*"), new IdPattern("*"),
                Set.of()))), Long.parseLong(reset.substring(reset.lastIndexOf('/') + 1)), "");
        operator.open(reset);
        operator.sees("Execute: skip 600 messages");
        ckafka.failWith(Groups.throttled());
        int before = refreshes(operator);
        operator.script("htmx.trigger('#reset', 'tidemark:refresh')");
        operator.waitUntil("a refresh", _ -> refreshes(operator) > before);

        assertThat(operator.find(".decide .button-danger").isDisplayed()).isTrue();
        ckafka.recover();
        operator.click(".decision-form button");
        operator.sees("cancelled");
        assertThat(operator.all(".decide .button-danger")).isEmpty();
    }

    @Test
    void keepsTheFormWhenTheSessionEnds() {
        operator.signedInAs("operator", form(""));
        operator.click("summary");
        operator.click("input[value='payments:1']");
        operator.type("input[name=by]", "25");
        operator.browser().manage().deleteAllCookies();
        operator.click(".reset-form button[type=submit]");

        operator.sees("Your session has expired. Sign in again; your input has been kept.");
        operator.signIn("operator", "wrong");
        operator.sees("Wrong user name or password");
        assertThat(operator.find("input[name=username]").getAttribute("value")).isEqualTo("operator");
        operator.type("input[name=password]", "secret", Keys.ENTER);

        operator.sees("1 topic, 1 partition");
        operator.sees("This form was filled in with what you entered before");
        assertThat(operator.find("input[name=by]").getAttribute("value")).isEqualTo("25");
        assertThat(operator.find("input[value='shift-by']").isSelected()).isTrue();
        operator.click("[data-draft-discard]");
        operator.sees("Nothing selected yet");
    }

    @Test
    void forgetsTheFormOnceItWasTaken() {
        operator.signedInAs("operator", form(""));
        operator.click("input[value='payments']");
        operator.click("input[value='to-latest']");
        operator.click(".reset-form button[type=submit]");
        operator.sees("600 messages will never be processed");
        operator.type("#confirmGroup", group);
        operator.type("#reason", "nobody needs them");
        operator.click("form.confirm button[type=submit]");
        operator.sees("waiting for approval");

        operator.open(form(""));
        operator.sees("Nothing selected yet");
    }

    @Test
    void keepsACommentTheFocusAndTheButtonsThroughRefreshes() {
        ChromeDriver second = Chromium.another();
        try {
            Visitor approver = new Visitor(second, port);
            String reset = requested();
            approver.signedInAs("approver", reset);
            approver.sees("Nothing has changed since the preview");
            approver.type("#comment", "not befre");
            approver.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
            var button = approver.find(".decision-form .button-primary").getRect();

            int before = refreshes(approver);
            approver.waitUntil("two refreshes", _ -> refreshes(approver) >= before + 2);
            approver.press("o");

            assertThat(approver.find("#comment").getAttribute("value")).isEqualTo("not before");
            assertThat(approver.browser().switchTo().activeElement().getAttribute("id")).isEqualTo("comment");
            assertThat(approver.find(".decision-form .button-primary").getRect()).isEqualTo(button);

            operator.click(".decision-form button");
            operator.sees("cancelled");
            approver.sees("This reset has changed. Your input is kept.");
            assertThat(approver.find("#comment").getAttribute("value")).isEqualTo("not before");

            approver.click(".decision-form .button-primary");
            approver.sees("Not possible now");
            approver.follow("Back to the previous page");
            approver.waitUntil("the reset", _ -> approver.path().equals(reset));
            approver.open(reset + "/approval");
            approver.waitUntil("the reset and not 405", _ -> approver.path().equals(reset));
        } finally {
            Chromium.release(second);
        }
    }

    @Test
    void keepsACommentWhenTheSessionEnds() {
        String reset = requested();
        operator.type("#comment", "asked too early");
        operator.browser().manage().deleteAllCookies();
        operator.click(".decision-form button");

        operator.sees("Your session has expired");
        operator.signIn("operator", "secret");

        operator.waitUntil("back at the reset", _ -> operator.path().equals(reset));
        assertThat(operator.find("#comment").getAttribute("value")).isEqualTo("asked too early");
        operator.click(".decision-form button");
        operator.sees("cancelled");
        operator.sees("asked too early");
    }

    private String requested() {
        operator.signedInAs("operator", form("&scope=payments&target=to-latest"));
        operator.click(".reset-form button[type=submit]");
        operator.sees("600 messages will never be processed");
        operator.type("#confirmGroup", group);
        operator.type("#reason", "nobody needs them");
        operator.click("form.confirm button[type=submit]");
        operator.sees("waiting for approval");
        return operator.path();
    }

    private static int refreshes(Visitor visitor) {
        return Integer.parseInt(String.valueOf(visitor.script("return performance.getEntriesByType('resource')"
                + ".filter(each => each.initiatorType === 'xmlhttprequest' && /resets.[0-9]+$/.test(each.name)"
                + " && each.responseEnd > 0).length")));
    }
}
