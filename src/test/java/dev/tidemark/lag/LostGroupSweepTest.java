package dev.tidemark.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Role;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.lag.verdict.Finding.Why;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.InMemoryCkafka.Call;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** When a group that vanished is called lost, when it is not, and what is kept of it. */
@WebTest
class LostGroupSweepTest {
    private static final AtomicInteger INSTANCES = new AtomicInteger();
    private static final ConsumerGroupId GROUP = new ConsumerGroupId("ledger / v2");
    private static final Operator READER = new Operator("reader",
            List.of(new Grant(Role.VIEWER, new IdPattern("*"), new IdPattern("*"), Set.of())));

    private final InstanceId instance = new InstanceId("ckafka-lost-" + INSTANCES.incrementAndGet());

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
    private MockMvcTester mvc;

    @BeforeEach
    void aGroupThatIsThere() {
        ckafka.clear();
        watch();
        ckafka.group(instance, Groups.empty("stays")).offsets(instance, new ConsumerGroupId("stays"), "orders",
                List.of(Offsets.committed(0, 100, 100)));
        read();
        sweep();
    }

    @AfterEach
    void leaveNothing() {
        ckafka.clear();
    }

    @Test
    void isFirstInTriageWithItsLastOffsetsAfterTwoSweepsWithoutIt() {
        ckafka.remove(instance, GROUP);
        Instant goneSince = sweep();
        assertThat(group().verdict()).as("it may still be there").isNotEqualTo(Verdict.LOST);

        sweep();

        assertThat(found().getFirst().group().verdict()).isEqualTo(Verdict.LOST);
        assertThat(group().since()).isEqualTo(goneSince);
        assertThat(group().lag().isKnown()).isFalse();
        assertThat(Browser.of(mvc).text("/?instance=" + instance)).contains("Lost", "The group is gone since "
                + goneSince.toString().replace("T", " ").substring(0, 16)
                + " UTC. It had committed offsets in 2 topics, lag 1,204 when last seen.");
        assertThat(Browser.of(mvc).in("zh-CN").text("/?instance=" + instance)).contains("此前在 2 个 Topic 中有消费位点");
        assertThat(Browser.of(mvc).text(group("health"))).contains("Last committed offsets");
        assertThat(Browser.of(mvc).open(group("lost-offsets.csv"))).hasStatusOk().bodyText()
                .isEqualTo("bills,0,7\norders,0,50\norders,1,60\n");
        assertThat(Browser.of(mvc).as("limited").open(group("lost-offsets.csv"))).hasStatus(403);
        assertThat(Browser.of(mvc).call("/api/v1/triage?verdict=LOST&instance=" + instance)).bodyJson()
                .isLenientlyEqualTo(
                        """
                                {"total": 1, "groups": [{"group": "ledger / v2", "verdict": "LOST", "state": "Dead", "lag": null}]}
                                """);
    }

    @Test
    void isJudgedAsUsualWhenItComesBack() {
        lose();
        read();
        sweep();

        assertThat(group().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
        assertThat(group().lag().messages()).hasValue(1_204);
        assertThat(Browser.of(mvc).open(group("lost-offsets.csv"))).hasStatus(404);
    }

    @Test
    void staysLostInTheProcessThatSweepsNextAndItsOffsetsAreKnownThere() {
        ckafka.remove(instance, GROUP);
        sweep();
        monitor.adopt(monitor.snapshot());
        sweep();
        assertThat(group().finding().why()).isEqualTo(Why.GONE);

        monitor.adopt(monitor.snapshot());
        sweep();

        assertThat(group().verdict()).isEqualTo(Verdict.LOST);
        assertThat(Browser.of(mvc).open(group("lost-offsets.csv"))).hasStatusOk();
    }

    @Test
    void isLostWithoutOffsetsWhenOnlyAnotherProcessHadSeenIt() {
        monitor.adopt(monitor.snapshot());
        ckafka.remove(instance, GROUP);
        sweep();
        assertThat(group().verdict()).isNotEqualTo(Verdict.LOST);

        sweep();

        assertThat(group().finding().why()).isEqualTo(Why.GONE_UNRECORDED);
        assertThat(Browser.of(mvc).text(group("health"))).contains("the offsets themselves were not recorded");
        assertThat(Browser.of(mvc).open(group("lost-offsets.csv"))).hasStatus(404);
    }

    @Test
    void isLostWithItsOffsetsWhenItIsDeletedBetweenItsListAndItsOffsets() {
        ckafka.removeAfterListing(instance, GROUP);
        sweep();
        sweep();
        sweep();

        assertThat(group().verdict()).isEqualTo(Verdict.LOST);
        assertThat(Browser.of(mvc).open(group("lost-offsets.csv"))).bodyText().contains("orders,1,60");
    }

    @Test
    void isNotLostWhileItsListCannotBeRead() {
        ckafka.remove(instance, GROUP);
        ckafka.failWith(Call.LIST, Groups.throttled());
        sweep();
        sweep();
        sweep();
        assertThat(group().verdict()).isNotEqualTo(Verdict.LOST);

        ckafka.recover();
        sweep();
        ckafka.failWith(Call.LIST, Groups.throttled());
        sweep();
        ckafka.recover();
        sweep();

        assertThat(group().verdict()).as("never two whole lists one after the other").isNotEqualTo(Verdict.LOST);
    }

    @Test
    void isNotLostWhileItsRegionOrEverythingIsSilent() {
        ckafka.failRegion(new Region("default", "ap-lost"), Groups.throttled());
        sweep();
        sweep();
        sweep();
        assertThat(group().verdict()).isNotEqualTo(Verdict.LOST);

        ckafka.recover();
        ckafka.failWith(Groups.throttled());
        sweep();
        sweep();
        sweep();

        assertThat(group().verdict()).isNotEqualTo(Verdict.LOST);
    }

    @Test
    void isNotLostWithItsInstance() {
        ckafka.clear();
        sweep();
        sweep();
        sweep();

        assertThat(found()).isEmpty();
    }

    @Test
    void aGroupThatIsLostIsHiddenWhileItsInstanceIsNotWatched() {
        lose();
        ckafka.clear();
        sweep();
        assertThat(found()).isEmpty();

        watch();
        sweep();

        assertThat(group().verdict()).isEqualTo(Verdict.LOST);
    }

    @Test
    void isForgottenAfterSomeDays() {
        lose();
        clock.advance(Duration.ofDays(14));
        sweep();

        assertThat(found()).extracting(row -> row.group().group().value()).containsExactly("stays");
        assertThat(Browser.of(mvc).open(group("lost-offsets.csv"))).hasStatus(404);
    }

    @Test
    void stepsAsideWhenItsLossIsAcknowledgedAndItsTroubleAfterwardsIsNot() {
        lose();
        assertThat(Browser.of(mvc).as("operator").send("/instances/" + instance + "/acknowledgements",
                Map.of("group", GROUP.value(), "duration", "PT4H", "reason", "was no longer needed"))).hasStatus(303);
        assertThat(triage(TriageTab.ATTENTION)).isEmpty();
        assertThat(triage(TriageTab.ACKNOWLEDGED)).hasSize(1);

        read();
        sweep();

        assertThat(triage(TriageTab.ATTENTION)).extracting(row -> row.group().group()).containsExactly(GROUP);
    }

    @Test
    void aGroupThatCannotBeReadKeepsTheJudgementOfTheProcessThatSweptBefore() {
        monitor.adopt(monitor.snapshot());
        ckafka.failWith(Call.OFFSETS, Groups.throttled());

        sweep();

        assertThat(found()).extracting(row -> row.group().group().value()).contains(GROUP.value(), "stays");
    }

    private void lose() {
        ckafka.remove(instance, GROUP);
        sweep();
        sweep();
        assertThat(group().verdict()).isEqualTo(Verdict.LOST);
    }

    private void watch() {
        ckafka.instance(Groups.instance(instance.value(), "losing", "ap-lost"));
    }

    private void read() {
        ckafka.group(instance, Groups.empty(GROUP.value()))
                .offsets(instance, GROUP, "orders",
                        List.of(Offsets.committed(0, 50, 100), Offsets.committed(1, 60, 1_207)))
                .offsets(instance, GROUP, "bills", List.of(Offsets.committed(0, 7, 14), Offsets.neverCommitted(1, 3)));
    }

    private Instant sweep() {
        clock.advance(Duration.ofSeconds(30));
        sampler.sweep();
        return clock.instant();
    }

    private String group(String page) {
        return "/instances/" + instance + "/group/" + page + "?name=ledger%20%2F%20v2";
    }

    private GroupHealth group() {
        return found().stream().map(TriagePage.Row::group).filter(each -> each.group().equals(GROUP)).findFirst()
                .orElseThrow();
    }

    private List<TriagePage.Row> found() {
        return triage(TriageTab.ALL);
    }

    private List<TriagePage.Row> triage(TriageTab tab) {
        return triage.find(READER, new TriageFilter(instance.value(), Set.of(), "", "", tab), new PageRequest(0, 50))
                .groups();
    }
}
