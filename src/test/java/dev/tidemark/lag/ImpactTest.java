package dev.tidemark.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.lost.InMemoryLostGroups;
import dev.tidemark.lag.retention.DataLoss;
import dev.tidemark.lag.retention.DataLossForecasts;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.testing.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes first in triage, pair by pair, and when a group counts as abandoned. */
class ImpactTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final DataLossForecasts losses = new DataLossForecasts();
    private final LagMonitor monitor = new LagMonitor(LagSettings.of(Map.of("impact.abandoned-after", "10m")),
            new OffsetTimeIndex(Duration.ofDays(7)), losses, InMemoryLostGroups.none(), _ -> {
            });
    private final Set<GroupKey> alive = new HashSet<>();
    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();

    /** Each row is a group: instance tag, members, lag at each of the samples, messages that arrive between two. */
    @Test
    void ordersByWhatHurtsMost() {
        List<String> expected = new ArrayList<>();
        for (String row : """
                prod | 3 | 9000 9100 9200 9300 9400 9500       | 200 | ledger: production, grows, oldest
                prod | 3 | 100 150 200 250 300 350             | 200 | mailer: production, grows, younger
                prod | 3 | 400 400 400 400 400 400             | 0   | batch: production, stuck, does not grow
                dev  | 0 | 50000 50100 50200 50300 50400 50500 | 100 | test-old: no production, far more lag
                dev  | 2 | 500 600 700 800 900 1000            | 100 | test-new: the same, younger
                prod | 0 | 700 700 700 700 700 700             | 0   | idle: production, no members, nothing arrives
                prod | 3 | 900 800 700 600 500 400             | 10  | draining: gets less
                prod | 3 | 0 0 0 0 0 0                         | 10  | fine: nothing unread
                """.strip().split("\n", -1)) {
            String[] cell = row.split("\\|", -1);
            String name = cell[4].strip().replaceAll(":.*", "");
            expected.add(name);
            see(name, cell[0].strip(), Integer.parseInt(cell[1].strip()),
                    Arrays.stream(cell[2].strip().split(" +", -1)).mapToLong(Long::parseLong).toArray(),
                    Long.parseLong(cell[3].strip()), Duration.ofSeconds(30));
        }
        assertThat(order()).containsExactlyElementsOf(expected);
    }

    @Test
    void aGroupWithoutMembersAndProgressIsAbandonedAfterTheConfiguredTimeAndThenComesLast() {
        see("left", "prod", 0, new long[]{100, 200, 300, 400, 500, 600}, 100, Duration.ofMinutes(1));
        assertThat(only("left").verdict()).isEqualTo(Verdict.STOP);

        see("left", "prod", 0, new long[]{700, 800, 900, 1000, 1100, 1200}, 100, Duration.ofMinutes(3));
        assertThat(only("left").verdict()).isEqualTo(Verdict.ABANDONED);

        see("test", "dev", 2, new long[]{500, 600, 700, 800, 900, 1000}, 100, Duration.ofSeconds(30));
        assertThat(order()).containsExactly("test", "left");
    }

    @Test
    void dataThatIsLostSoonComesBeforeAllOtherTroubleAndSaysSo() {
        GroupKey late = new GroupKey(new InstanceId("ckafka-dev"), new ConsumerGroupId("late"));
        losses.put(late, List.of(new DataLoss("late", Optional.of(NOON.plus(Duration.ofHours(3))), 0, 0.92)));
        see("late", "dev", 0, new long[]{100, 200, 300, 400}, 100, Duration.ofSeconds(30));
        see("ledger", "prod", 3, new long[]{9000, 9100, 9200, 9300}, 200, Duration.ofSeconds(30));
        assertThat(order()).containsExactly("late", "ledger");

        losses.put(late, List.of(new DataLoss("late", Optional.of(NOON.plus(Duration.ofHours(30))), 0, 0.92)));
        see("late", "dev", 0, new long[]{500}, 100, Duration.ofSeconds(30));
        assertThat(order()).containsExactly("ledger", "late");
    }

    @Test
    void anAbandonedGroupThatIsReadAgainIsNotAbandoned() {
        see("back", "prod", 0, new long[]{100, 200, 300, 400, 500, 600}, 100, Duration.ofMinutes(5));
        assertThat(only("back").verdict()).isEqualTo(Verdict.ABANDONED);

        see("back", "prod", 1, new long[]{50, 40, 30}, 100, Duration.ofMinutes(1));

        assertThat(only("back").verdict()).isNotEqualTo(Verdict.ABANDONED);
    }

    private void see(String name, String env, int members, long[] lags, long arriving, Duration apart) {
        KafkaInstance instance = new KafkaInstance(new InstanceId("ckafka-" + env), env, "main", "ap-one",
                InstanceStatus.RUNNING, Optional.empty(), Map.of("env", env));
        GroupListing.Entry group = new GroupListing.Entry(new ConsumerGroupId(name),
                Optional.of(members > 0 ? GroupState.STABLE : GroupState.EMPTY), OptionalInt.of(members), "consumer");
        alive.add(new GroupKey(instance.id(), group.group()));
        for (long lag : lags) {
            long end = ends.merge(name, 100_000L, (known, _) -> known + arriving);
            Instant at = times.merge(name, NOON, (known, _) -> known.plus(apart));
            monitor.add(instance, group, List.of(new GroupOffsets.Topic(name,
                    List.of(Offsets.committed(0, end - lag, end)))), at, at);
        }
        monitor.publish(alive, Set.of(), NOON, Duration.ZERO, 0);
    }

    private List<String> order() {
        return monitor.snapshot().groups().stream().map(each -> each.group().value()).toList();
    }

    private GroupHealth only(String name) {
        return monitor.snapshot().groups().stream().filter(each -> each.group().value().equals(name)).findFirst()
                .orElseThrow();
    }
}
