package dev.tidemark.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupSamples.Sample;
import dev.tidemark.lag.GroupSamples.Sampled;
import dev.tidemark.lag.lost.InMemoryLostGroups;
import dev.tidemark.lag.retention.DataLossForecasts;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reset learns of a group from the sweep, without a call of its own. */
class GroupSamplesTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-one");
    private static final ConsumerGroupId GROUP = new ConsumerGroupId("warehouse-stream-job");
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private static final OffsetsMoved MOVED = new OffsetsMoved(1, INSTANCE, GROUP, Set.of("orders"), NOON);

    private final OffsetTimeIndex index = new OffsetTimeIndex(Duration.ofDays(7));
    private final LagMonitor monitor = new LagMonitor(
            LagSettings.of(Map.of()), index, new DataLossForecasts(), InMemoryLostGroups.none(), _ -> {
            });
    private final GroupSamples samples = new GroupSamples(monitor, new MutableClock(NOON));
    private int sample;

    @BeforeEach
    void nothingYet() {
        assertThat(samples.of(INSTANCE, GROUP)).isEmpty();
    }

    @Test
    void seesThatAnEmptyGroupCommits() {
        sees(GroupState.EMPTY, 50);
        sees(GroupState.EMPTY, 50);
        assertThat(seen().committedWithoutMembersAt()).isEmpty();
        sees(GroupState.EMPTY, 60);
        assertThat(seen().committedWithoutMembersAt()).contains(NOON.plusSeconds(20));
        sees(GroupState.EMPTY, 60);

        assertThat(seen().committedWithoutMembersAt()).as("the last time").contains(NOON.plusSeconds(20));
    }

    @Test
    void takesTheLastCommitsOfMembersForNothingElse() {
        sees(GroupState.STABLE, 50);
        sees(GroupState.EMPTY, 60);
        sees(GroupState.EMPTY, 60);

        assertThat(seen().committedWithoutMembersAt()).isEmpty();
    }

    @Test
    void takesAResetForNoConsumer() {
        sees(GroupState.EMPTY, 50);
        sees(GroupState.EMPTY, 90);
        monitor.forget(MOVED);
        assertThat(seen().committedWithoutMembersAt()).as("at once").isEmpty();
        sees(GroupState.EMPTY, 90);

        assertThat(seen().committedWithoutMembersAt()).isEmpty();
    }

    @Test
    void takesAResetForNoConsumerWhereAnotherProcessSweeps() {
        sees(GroupState.EMPTY, 50);
        sees(GroupState.EMPTY, 90);
        monitor.publish(Set.of(new GroupKey(INSTANCE, GROUP)), Set.of(INSTANCE), NOON, Duration.ZERO, 0);
        monitor.adopt(monitor.snapshot());
        monitor.forget(MOVED);
        assertThat(seen().committedWithoutMembersAt()).isEmpty();
        sees(GroupState.EMPTY, 90);

        assertThat(seen().committedWithoutMembersAt()).isEmpty();
    }

    @Test
    void tellsTheSamplesOfAPartition() {
        sees(GroupState.EMPTY, 50);
        sees(GroupState.EMPTY, 60);

        assertThat(seen().partitions()).containsOnly(Map.entry(new TopicPartition("orders", 0),
                List.of(new Sample(NOON, OptionalLong.of(50), 100),
                        new Sample(NOON.plusSeconds(10), OptionalLong.of(60), 100))));
        assertThat(seen().observedAt()).isEqualTo(NOON.plusSeconds(10));
        assertThat(seen().members()).hasValue(0);
    }

    @Test
    void tellsWhatTheSweepingProcessSawAlsoInAnotherOne() {
        sees(GroupState.EMPTY, 50);
        sees(GroupState.EMPTY, 60);
        monitor.publish(Set.of(new GroupKey(INSTANCE, GROUP)), Set.of(INSTANCE), NOON, Duration.ZERO, 0);
        monitor.adopt(monitor.snapshot());

        assertThat(seen().committedWithoutMembersAt()).contains(NOON.plusSeconds(10));
        assertThat(seen().partitions()).isEmpty();
    }

    private Sampled seen() {
        return samples.of(INSTANCE, GROUP).orElseThrow();
    }

    private void sees(GroupState state, long committed) {
        monitor.add(Groups.instance(INSTANCE.value(), "orders", "ap-one"),
                new GroupListing.Entry(GROUP, Optional.of(state), OptionalInt.of(0), "consumer"),
                List.of(new GroupOffsets.Topic("orders", List.of(Offsets.committed(0, committed, 100)))),
                NOON.plusSeconds(10L * sample), NOON.plusSeconds(10L * sample++ + 2));
    }
}
