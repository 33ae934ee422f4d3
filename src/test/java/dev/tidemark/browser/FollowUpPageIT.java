package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Role;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.Sweeps;
import dev.tidemark.offsetreset.FollowUps;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What became of a group after its reset, on its page, on the triage page and without scripts. */
@BrowserTest
class FollowUpPageIT {
    private static final InstanceId PROD = new InstanceId("ckafka-prod");
    private static final ConsumerGroupId READING = new ConsumerGroupId("billing-reader");
    private static final ConsumerGroupId GONE = new ConsumerGroupId("invoice-writer");
    private static final List<Grant> EVERYTHING = List
            .of(new Grant(Role.ADMIN, new IdPattern("*"), new IdPattern("*"), Set.of()));

    private final InMemoryCkafka ckafka;
    private final MutableClock clock;
    private final ResetPreviewService previews;
    private final OffsetResetService resets;
    private final ApplicationContext application;
    private final Visitor visitor;
    private long reading;

    FollowUpPageIT(@Autowired InMemoryCkafka ckafka, @Autowired MutableClock clock,
            @Autowired ResetPreviewService previews, @Autowired OffsetResetService resets,
            @Autowired ApplicationContext application, @LocalServerPort int port) {
        this.ckafka = ckafka;
        this.clock = clock;
        this.previews = previews;
        this.resets = resets;
        this.application = application;
        this.visitor = new Visitor(Chromium.fresh(), port);
    }

    @BeforeEach
    void arrange() {
        clock.advance(Duration.ofHours(24));
        ckafka.clear();
        ckafka.instance(Groups.instance(PROD.value(), "orders-prod", "ap-guangzhou"));
        show(READING, false, 7_000, 7_000);
        show(GONE, false, 7_000, 7_000);
        reading = rewind(READING);
        rewind(GONE);
        for (int minute = 0; minute <= 16; minute++) {
            show(READING, true, 400L * minute, Math.min(1_213L, 300L * minute));
            show(GONE, false, 0, 0);
            clock.advance(Duration.ofMinutes(1));
            Sweeps.sweep(application);
            FollowUps.look(application);
        }
    }

    @ParameterizedTest
    @CsvSource({"light, en, partition orders.created.v1-1 does not move",
        "dark, zh-CN, 分区 orders.created.v1-1 的消费位点不推进"})
    void isSeenOnThePageOfTheResetAndOnTriage(String colours, String language, String stuck) {
        Chromium.colours(visitor.browser(), colours);
        visitor.open("/login?lang=" + language);
        visitor.signIn("admin", "secret");
        visitor.find(".site-nav");
        for (String page : List.of("/resets/" + reading, "/", "/resets")) {
            for (int width : new int[]{1280, 390}) {
                Chromium.width(visitor.browser(), width);
                visitor.open(page);
                visitor.sees(page.equals("/resets") ? GONE.value() : stuck);
                visitor.meetsNoAccessibilityViolation();
                visitor.metNoComplaintOfTheBrowser();
                visitor.doesNotScrollSideways();
            }
        }
        assertThat(visitor.find(".inbox-count [aria-hidden]").getText()).isEqualTo("1");
    }

    private long rewind(ConsumerGroupId group) {
        Operator asker = new Operator("admin", EVERYTHING);
        String plan = previews.preview(asker, PROD, group,
                new ResetScope(List.of(new ResetScope.Part("orders.created.v1", Optional.empty()))),
                new ResetTarget.ToEarliest(), ResetMode.PINNED, Optional.empty()).id();
        long reset = resets.request(asker, plan, group.value(), "the ledger missed a batch", Optional.empty()).id();
        resets.approve(new Operator("approver", EVERYTHING), reset, "");
        resets.execute(asker, reset);
        return reset;
    }

    private void show(ConsumerGroupId group, boolean members, long first, long second) {
        ConsumerGroup now = members
                ? Groups.stable(group.value(),
                        Groups.member("app-1", "10.0.3.7", "orders.created.v1-0", "orders.created.v1-1"))
                : Groups.empty(group.value());
        ckafka.group(PROD, now).offsets(PROD, group, "orders.created.v1",
                List.of(Offsets.committed(0, first, 7_000), Offsets.committed(1, second, 7_000)));
    }
}
