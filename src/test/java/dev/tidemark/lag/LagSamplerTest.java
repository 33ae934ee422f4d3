package dev.tidemark.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Role;
import dev.tidemark.consumergroup.ConsumerGroup.Member;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.lag.verdict.Finding.Why;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import dev.tidemark.triage.TriageFilter;
import dev.tidemark.triage.TriagePage;
import dev.tidemark.triage.TriageService;
import dev.tidemark.triage.TriageTab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Sweeps over a CKafka in memory, one by one: what is remembered, forgotten, and shown to whom. */
@WebTest
class LagSamplerTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-sweep");
    private static final Operator READER = operator("*");

    @Autowired
    private LagSampler sampler;
    @Autowired
    private LagMonitor monitor;
    @Autowired
    private TriageService triage;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;
    @Autowired
    private ApplicationEventPublisher events;
    @Autowired
    private MockMvcTester mvc;

    @BeforeEach
    void arrange() {
        ckafka.clear();
        // Nothing of another test is known any more: an instance that is not watched has lost nothing.
        sampler.sweep();
        ckafka.instance(Groups.instance(INSTANCE.value(), "sweeping", "ap-sweep"));
    }

    @AfterEach
    void leaveNothing() {
        ckafka.clear();
    }

    @Test
    void callsAGroupWithoutMembersStoppedWhileMessagesArrive() {
        sweepWith("stopped", 50, 100);
        sweepWith("stopped", 50, 200);
        assertThat(only().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);

        sweepWith("stopped", 50, 300);

        assertThat(only().verdict()).isEqualTo(Verdict.STOP);
        assertThat(only().finding().why()).isEqualTo(Why.NO_MEMBERS);
        assertThat(only().lag().messages()).hasValue(250);
        assertThat(only().since()).isEqualTo(clock.instant());
    }

    @Test
    void keepsWhatItKnewWhileTheCloudIsDownAndSaysHowOldItIs() {
        sweepWith("kept", 50, 100);
        ckafka.failWith(Groups.throttled());
        clock.advance(Duration.ofMinutes(5));

        sampler.sweep();

        assertThat(only().group().value()).isEqualTo("kept");
        assertThat(Duration.between(only().observedAt(), clock.instant())).isEqualTo(Duration.ofMinutes(5));
        assertThat(found(READER).failed()).isPositive();
    }

    @Test
    void forgetsAGroupThatIsGoneAndNeverCommitted() {
        clock.advance(Duration.ofSeconds(30));
        ckafka.group(INSTANCE, Groups.empty("gone")).offsets(INSTANCE, new ConsumerGroupId("gone"), "orders",
                List.of(Offsets.neverCommitted(0, 100)));
        sampler.sweep();
        assertThat(only().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
        ckafka.remove(INSTANCE, new ConsumerGroupId("gone"));

        sampler.sweep();

        assertThat(found(READER).groups()).isEmpty();
    }

    @Test
    void namesTheConsumerThatIsRestartedAgainAndAgainAlthoughTheGroupIsCaughtUp() {
        for (int restart = 0; restart < 4; restart++) {
            clock.advance(Duration.ofSeconds(30));
            ckafka.group(INSTANCE, Groups.stable("churning",
                    new Member("api-6-1", "api-6", "10.0.3.6", List.of()),
                    new Member("api-7-" + restart, "api-7", "10.0.3.7", List.of())))
                    .offsets(INSTANCE, new ConsumerGroupId("churning"), "orders", List.of(Offsets.committed(0, 9, 9)));
            sampler.sweep();
        }

        assertThat(only().verdict()).isEqualTo(Verdict.OK);
        assertThat(Browser.of(mvc).text("/?instance=ckafka-sweep"))
                .contains("Members changed 6 times in 90 s; api-7 (10.0.3.7) left 3 times.", "Caught up.");
        assertThat(Browser.of(mvc).in("zh-CN").text("/instances/ckafka-sweep/group/health?name=churning"))
                .contains("90 秒内成员变动 6 次，其中 api-7 (10.0.3.7) 离开 3 次。");
        assertThat(Browser.of(mvc).call("/api/v1/triage?tab=attention&instance=ckafka-sweep")).bodyJson()
                .isLenientlyEqualTo("""
                        {"total": 1, "groups": [{"group": "churning", "verdict": "OK",
                          "churn": "Members changed 6 times in 90 s; api-7 (10.0.3.7) left 3 times."}]}
                        """);
    }

    @Test
    void doesNotTakeAResetForARewind() {
        sweepWith("reset", 90, 100);
        sweepWith("reset", 95, 110);
        sweepWith("reset", 96, 120);
        events.publishEvent(new OffsetsMoved(1, INSTANCE, new ConsumerGroupId("reset"), Set.of("orders"),
                clock.instant()));

        sweepWith("reset", 10, 120);

        assertThat(only().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }

    @Test
    void showsEachOperatorTheInstancesTheyWereGranted() {
        sweepWith("seen", 50, 100);

        assertThat(found(operator("ckafka-s*")).total()).isEqualTo(1);
        assertThat(found(operator("ckafka-b*")).total()).isZero();
        assertThat(found(operator("ckafka-b*")).counts()).isEmpty();
    }

    @Test
    void saysTheSameAsAPageAndAsJson() {
        for (int i = 0; i < 3; i++) {
            sweepWith("words", "bills", 50, 100 + 1_000 * i);
        }

        assertThat(Browser.of(mvc).text("/?search=WORDS")).contains("No consumers",
                "No members, and bills-0 has not moved for 60 s.", "2,050");
        assertThat(Browser.of(mvc).in("zh-CN").text("/")).contains("停止消费", "期间新增 2,000 条");
        assertThat(Browser.of(mvc).call("/api/v1/triage?verdict=STOP")).bodyJson().isLenientlyEqualTo(
                """
                        {"total": 1, "groups": [{"instanceId": "ckafka-sweep", "group": "words", "state": "Empty",
                          "verdict": "STOP", "lag": 2050, "timeLagSeconds": 60, "timeLagIsLowerBound": true, "drainSeconds": null,
                          "members": 0}]}
                        """);
        assertThat(Browser.of(mvc).open("/?verdict=dancing")).hasStatus(422);
        assertThat(Browser.of(mvc).call("/api/v1/triage?limit=500")).hasStatus(422);
    }

    @Test
    void readsAllTheRestWhenSomeCallsFailAndTriesThoseAgain() {
        for (int i = 0; i < 41; i++) {
            ckafka.group(INSTANCE, Groups.empty("g" + i)).offsets(INSTANCE, new ConsumerGroupId("g" + i), "orders",
                    List.of(Offsets.committed(0, 50, 100)));
        }
        ckafka.failEvery(5, Groups.throttled());

        for (int i = 0; i < 5; i++) {
            sampler.sweep();
            assertThat(found(READER).failed()).isLessThan(8);
        }

        assertThat(found(READER).total()).isEqualTo(41);
    }

    @Test
    void leavesOutAGroupThatIsDeletedWhileItIsSwept() {
        sweepWith("stays", 50, 100);
        ckafka.group(INSTANCE, Groups.empty("deleted")).offsets(INSTANCE, new ConsumerGroupId("deleted"), "orders",
                List.of(Offsets.committed(0, 50, 100)));
        ckafka.removeAfterListing(INSTANCE, new ConsumerGroupId("deleted"));

        sampler.sweep();
        assertThat(found(READER).groups()).extracting(row -> row.group().group().value()).contains("stays");
        sampler.sweep();

        assertThat(only().group().value()).isEqualTo("stays");
    }

    @Test
    void keepsTheJudgementOfAnotherProcessUntilItHasSeenEnoughItself() {
        for (int i = 0; i < 3; i++) {
            sweepWith("handed", 50, 100 + 100 * i);
        }
        Instant since = only().since();
        monitor.adopt(monitor.snapshot());

        sweepWith("handed", 50, 400);
        assertThat(only().verdict()).isEqualTo(Verdict.STOP);
        assertThat(only().lag().messages()).hasValue(350);
        sweepWith("handed", 50, 500);
        sweepWith("handed", 50, 600);

        assertThat(only().verdict()).isEqualTo(Verdict.STOP);
        assertThat(only().finding().lag()).isEqualTo(Lag.of(550));
        assertThat(only().since()).isEqualTo(since);
    }

    @Test
    void forgetsTheJudgementOfAnotherProcessAfterAReset() {
        for (int i = 0; i < 3; i++) {
            sweepWith("moved", 50, 100 + 100 * i);
        }
        monitor.adopt(monitor.snapshot());
        sweepWith("moved", 50, 400);
        events.publishEvent(new OffsetsMoved(1, INSTANCE, new ConsumerGroupId("moved"), Set.of("orders"),
                clock.instant()));

        sweepWith("moved", 50, 500);

        assertThat(only().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }

    @Test
    void movesAnAcknowledgedProblemToTheEndUntilTheTimeIsOver() {
        Browser operator = Browser.of(mvc).as("operator");
        for (int i = 0; i < 3; i++) {
            sweepWith("known", 50, 100 + 100 * i);
        }
        String address = "/instances/" + INSTANCE.value() + "/acknowledgements";

        assertThat(operator.send(address, Map.of("group", "known", "duration", "PT4H", "reason", "we =know")))
                .hasStatus(303);

        assertThat(operator.text("/?tab=acknowledged&instance=ckafka-sweep")).contains("Acknowledged",
                "By operator, until 2026-",
                "we =know");
        assertThat(Browser.of(mvc).call("/api/v1/triage?instance=ckafka-sweep&acknowledged=true")).bodyJson()
                .isLenientlyEqualTo("""
                        {"total": 1, "groups": [{"group": "known", "acknowledged": {"by": "operator"}}]}
                        """);
        assertThat(found(READER).tabs()).containsEntry(TriageTab.ATTENTION, 0L);
        clock.advance(Duration.ofHours(5));
        assertThat(found(READER).tabs()).containsEntry(TriageTab.ACKNOWLEDGED, 0L);
        assertThat(found(READER).tabs()).containsEntry(TriageTab.ATTENTION, 1L);
    }

    @ParameterizedTest
    @CsvSource({"PT4H, '', reason", "PT0S, why, duration", "P31D, why, duration", "tomorrow, why, duration"})
    void refusesAnAcknowledgementWithoutReasonOrSensibleTime(String duration, String reason, String field) {
        sweepWith("vague", 50, 100);

        var answer = Browser.of(mvc).as("operator").post("/api/v1/instances/ckafka-sweep/acknowledgements",
                "{\"group\":\"vague\",\"duration\":\"%s\",\"reason\":\"%s\"}".formatted(duration, reason));

        assertThat(answer).hasStatus(422);
        assertThat(answer).bodyText().contains(field);
    }

    private void sweepWith(String group, long committed, long logEnd) {
        sweepWith(group, "orders", committed, logEnd);
    }

    private void sweepWith(String group, String topic, long committed, long logEnd) {
        clock.advance(Duration.ofSeconds(30));
        ckafka.group(INSTANCE, Groups.empty(group)).offsets(INSTANCE, new ConsumerGroupId(group), topic,
                List.of(Offsets.committed(0, committed, logEnd)));
        sampler.sweep();
    }

    private GroupHealth only() {
        assertThat(found(READER).groups()).hasSize(1);
        return found(READER).groups().getFirst().group();
    }

    private TriagePage found(Operator operator) {
        return triage.find(operator, new TriageFilter(INSTANCE.value(), Set.of(), "", "", TriageTab.ALL),
                new PageRequest(0, 50));
    }

    private static Operator operator(String instances) {
        return new Operator("reader",
                List.of(new Grant(Role.VIEWER, new IdPattern(instances), new IdPattern("*"), Set.of())));
    }
}
