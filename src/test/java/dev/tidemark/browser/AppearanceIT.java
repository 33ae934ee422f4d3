package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Role;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.OffsetResetService;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.preview.ResetPreviewService;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page in both themes and both languages, wide and narrow. */
@BrowserTest
class AppearanceIT {
    private static final InstanceId PROD = new InstanceId("ckafka-prod");
    private static final List<String> PAGES = List.of("/", "/?verdict=STOP&search=nobody", "/instances",
            "/instances/ckafka-prod/groups",
            "/instances/ckafka-prod/groups?search=nobody", "/instances/ckafka-prod/group?name=billing",
            "/instances/ckafka-prod/group?name=idle", "/instances/ckafka-prod/group/history?name=billing&range=15m",
            "/instances/ckafka-prod/acknowledgements/new?name=billing",
            "/instances/ckafka-prod/group?name=wide&topic=wide-1&earliest=wide-1",
            "/instances/ckafka-prod/group/oldest?name=wide&topic=wide-1&partition=0",
            "/instances/ckafka-prod/topic?name=wide-1&lag=shown", "/instances/none/groups",
            "/instances/ckafka-prod/groups?offset=x",
            "/nowhere");

    private final InMemoryCkafka ckafka;
    private final MutableClock clock;
    private final Visitor visitor;
    private final ResetPreviewService previews;
    private final OffsetResetService resets;

    AppearanceIT(@Autowired InMemoryCkafka ckafka, @Autowired MutableClock clock,
            @Autowired ResetPreviewService previews, @Autowired OffsetResetService resets, @LocalServerPort int port) {
        this.ckafka = ckafka;
        this.clock = clock;
        this.previews = previews;
        this.resets = resets;
        this.visitor = new Visitor(Chromium.fresh(), port);
    }

    @BeforeEach
    void arrange() {
        clock.advance(Duration.ofHours(24));
        ckafka.clear();
        ckafka.instance(Groups.instance(PROD.value(), "orders-prod", "ap-guangzhou"));
        ckafka.failRegion(new Region("default", "ap-singapore"), Groups.throttled());
        ckafka.group(PROD, Groups.empty("idle"));
        ckafka.group(PROD, Groups.stable("billing",
                Groups.member("billing-worker-with-a-rather-long-client-id-0", "10.0.3.7", "orders.created.v1-0")));
        ckafka.offsets(PROD, new ConsumerGroupId("billing"), "orders.created.v1",
                List.of(Offsets.committed(0, 4_812_077_001L, 4_812_077_950L), Offsets.neverCommitted(1, 50),
                        Offsets.failed(2, 502)));
        ckafka.group(PROD, Groups.empty("wide"));
        for (String topic : List.of("wide-1", "wide-2")) {
            ckafka.offsets(PROD, new ConsumerGroupId("wide"), topic, IntStream.range(0, 40)
                    .mapToObj(number -> Offsets.committed(number, 10, number == 3 ? 900 : 10)).toList());
            ckafka.earliest(PROD, topic, 3, 50);
        }
    }

    @ParameterizedTest
    @CsvSource({"light, en", "dark, zh-CN"})
    void everyPageIsAccessibleAndFitsAPhone(String colours, String language) {
        Chromium.colours(visitor.browser(), colours);
        visitor.open("/login?lang=" + language);
        visitor.meetsNoAccessibilityViolation();
        narrow();
        visitor.signIn("admin", "secret");
        visitor.find(".site-nav");
        visitor.open("/?search=billing");
        visitor.sees("orders-prod");
        for (String page : Stream.concat(PAGES.stream(), resetPages().stream()).toList()) {
            Chromium.width(visitor.browser(), 1280);
            visitor.open(page);
            assertThat(visitor.find("html").getAttribute("lang")).isEqualTo(language);
            visitor.meetsNoAccessibilityViolation();
            visitor.metNoComplaintOfTheBrowser();
            narrow();
        }
    }

    @Test
    void changesTheLanguageOnEveryPageAndRemembersIt() {
        visitor.open("/login");
        visitor.follow("中文");
        visitor.sees("登录");
        visitor.signIn("viewer", "secret");
        visitor.sees("实例");
        visitor.open("/instances/ckafka-prod/group?name=billing");
        visitor.sees("消费分组");

        visitor.follow("English");

        visitor.sees("Consumer group");
        assertThat(visitor.path()).contains("name=billing");
        visitor.open("/nowhere");
        assertThat(visitor.find("html").getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void changesTheThemeAndRemembersIt() {
        visitor.signedIn("/instances");
        String light = background();
        visitor.click("[data-theme-switch]");
        visitor.click("[data-theme-switch]");
        assertThat(visitor.find("html").getAttribute("data-theme")).isEqualTo("dark");
        assertThat(background()).isNotEqualTo(light);

        visitor.open("/instances/ckafka-prod/groups");

        assertThat(visitor.find("html").getAttribute("data-theme")).isEqualTo("dark");
        assertThat(background()).isNotEqualTo(light);
        visitor.script("localStorage.clear()");
    }

    /** A preview, a request that waits and one that was carried out, beside the form and the lists they are in. */
    private List<String> resetPages() {
        ckafka.offsets(PROD, new ConsumerGroupId("idle"), "orders.created.v1",
                List.of(Offsets.committed(0, 4_812_077_001L, 4_812_077_950L), Offsets.neverCommitted(1, 50)));
        Operator olga = user("operator", Role.OPERATOR);
        Operator anna = user("approver", Role.APPROVER);
        String preview = preview(olga);
        long pending = resets.request(olga, preview(olga), "idle", "for the picture", Optional.of("https://t/1")).id();
        long done = resets.request(olga, preview(olga), "idle", "for the picture", Optional.empty()).id();
        resets.approve(anna, done, "fine");
        resets.execute(olga, done);
        return List.of("/instances/ckafka-prod/resets/new?group=idle", "/reset-previews/" + preview, "/resets",
                "/resets?status=REJECTED", "/resets/" + pending, "/resets/" + done, "/resets/999", "/audit",
                "/audit?actor=nobody", "/audit/verification");
    }

    private String preview(Operator operator) {
        return previews.preview(operator, PROD, new ConsumerGroupId("idle"),
                new ResetScope(List.of(new ResetScope.Part("orders.created.v1", Optional.empty()))),
                new ResetTarget.ToLatest(), ResetMode.PINNED, Optional.empty()).id();
    }

    private static Operator user(String name, Role role) {
        return new Operator(name, List.of(new Grant(role, new IdPattern("*"), new IdPattern("*"), Set.of())));
    }

    private void narrow() {
        Chromium.width(visitor.browser(), 360);
        visitor.doesNotScrollSideways();
    }

    private String background() {
        return String.valueOf(visitor.script("return getComputedStyle(document.body).backgroundColor"));
    }
}
