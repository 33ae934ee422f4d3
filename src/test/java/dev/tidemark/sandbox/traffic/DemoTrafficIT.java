package dev.tidemark.sandbox.traffic;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.sandbox.broker.OwnBroker;
import dev.tidemark.sandbox.traffic.GroupWatch.Offsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The full cast on a real broker, each condition read by an independent client. */
// Each waits for a condition of its own and changes nothing, so they wait together.
@Execution(ExecutionMode.CONCURRENT)
class DemoTrafficIT {
    private static final DemoScenario CAST = DemoScenario.ordersProd();
    private static final int DEADLINE = 30;

    private static OwnBroker broker;
    private static DemoTraffic traffic;
    private static GroupWatch watch;

    @BeforeAll
    static void start() throws Exception {
        broker = new OwnBroker("traffic-of-prod");
        traffic = DemoTraffic.start(broker.instance(), CAST, Clock.systemUTC());
        assertThat(traffic.awaitBegun(Duration.ofSeconds(60))).isTrue();
        watch = new GroupWatch(broker.instance().bootstrapServers(), CAST);
    }

    @AfterAll
    static void stop() {
        watch.close();
        traffic.close();
        broker.close();
    }

    @Test
    void everyGroupOfTheCastIsListed() {
        await().atMost(DEADLINE, SECONDS).untilAsserted(() -> {
            Set<String> listed = GroupWatch.now(watch.admin().listGroups(new ListGroupsOptions()).all()).stream()
                    .map(group -> group.groupId()).collect(Collectors.toSet());
            assertThat(listed).containsAll(CAST.groups().stream().map(DemoGroup::name).toList());
        });
    }

    static Stream<DemoGroup> groups() {
        return CAST.groups().stream();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void everyGroupHasItsStateMembersAndProtocol(DemoGroup group) {
        boolean empty = group.members() == 0 || group.condition() == Condition.SELF_ASSIGNED;
        boolean neverJoined = switch (group.condition()) {
            case MANY_TOPICS, SELF_ASSIGNED, ABANDONED, IDLE -> true;
            default -> false;
        };
        await().atMost(DEADLINE, SECONDS).untilAsserted(() -> {
            ConsumerGroupDescription seen = watch.describe(group);
            assertThat(seen.groupState()).isEqualTo(empty ? GroupState.EMPTY : GroupState.STABLE);
            assertThat(seen.members()).hasSize(empty ? 0 : group.members())
                    .allSatisfy(member -> assertThat(member.assignment().topicPartitions()).isNotEmpty());
            assertThat(seen.type())
                    .isEqualTo(
                            group.condition() == Condition.CONSUMER_PROTOCOL ? GroupType.CONSUMER : GroupType.CLASSIC);
            assertThat(seen.isSimpleConsumerGroup()).isEqualTo(neverJoined);
        });
    }

    @ParameterizedTest
    @MethodSource("keepingUp")
    void aGroupThatKeepsUpHasLittleLagThatMoves(DemoGroup group) {
        await().atMost(DEADLINE, SECONDS).until(() -> watch.lag(group) < 200);
        Offsets before = watch.committed(group);

        await().atMost(DEADLINE, SECONDS).until(() -> watch.committed(group).movedEverywhereSince(before));
        assertThat(watch.lag(group)).isBetween(0L, 200L);
    }

    static Stream<DemoGroup> keepingUp() {
        return Stream.of(Condition.HEALTHY, Condition.CONSUMER_PROTOCOL, Condition.SELF_ASSIGNED)
                .flatMap(condition -> CAST.in(condition).stream());
    }

    @Test
    void theGroupThatFallsBehindReadsEveryPartitionAndLosesGroundAllTheSame() {
        DemoGroup group = the(Condition.FALLING_BEHIND);
        Offsets before = watch.committed(group);
        long lag = watch.lag(group);

        await().atMost(DEADLINE, SECONDS).until(() -> watch.committed(group).movedEverywhereSince(before));
        await().atMost(DEADLINE, SECONDS).until(() -> watch.lag(group) > lag + 30);
    }

    @Test
    void oneOfTheStalledGroupsPartitionsStandsStillWhileTheOthersMove() {
        DemoGroup group = the(Condition.STALLED_PARTITION);
        TopicPartition stalled = new TopicPartition(group.topics().getFirst(), ConsumerBehaviour.STALLED);
        await().atMost(DEADLINE, SECONDS).until(() -> watch.lag(group) < 300);
        Offsets before = watch.committed(group);
        long endBefore = watch.logEnd(group).at(stalled);

        await().atMost(DEADLINE, SECONDS).untilAsserted(() -> {
            Offsets now = watch.committed(group);
            assertThat(now.partitions()).filteredOn(partition -> now.at(partition) == before.at(partition))
                    .containsExactly(stalled);
        });
        await().atMost(DEADLINE, SECONDS).until(() -> watch.logEnd(group).at(stalled) > endBefore + 3);
        assertThat(watch.committed(group).at(stalled)).isEqualTo(before.at(stalled)).isLessThan(endBefore - 50);
    }

    @ParameterizedTest
    @MethodSource("stopped")
    void aStoppedGroupStandsStillWhileItsLagGrows(DemoGroup group) {
        Offsets before = watch.committed(group);
        long lag = watch.lag(group);

        await().atMost(DEADLINE, SECONDS).until(() -> watch.lag(group) > lag);
        assertThat(watch.committed(group)).isEqualTo(before);
        assertThat(before.partitions()).isEqualTo(watch.logEnd(group).partitions());
    }

    static Stream<DemoGroup> stopped() {
        return Stream.of(Condition.STOPPED, Condition.HOSTILE_NAME, Condition.BELOW_EARLIEST, Condition.MANY_TOPICS)
                .flatMap(condition -> CAST.in(condition).stream());
    }

    @Test
    void theGroupThatCatchesUpDrainsALargeLag() {
        DemoGroup group = the(Condition.CATCHING_UP);
        long lag = watch.lag(group);

        assertThat(lag).isGreaterThan(20_000);
        await().atMost(DEADLINE, SECONDS).until(() -> watch.lag(group) < lag - 200);
    }

    @Test
    void theGroupThatNeverCommitsHasNoOffsets() {
        assertThat(watch.committed(the(Condition.NEVER_COMMITTED)).partitions()).isEmpty();
    }

    @Test
    void thePartlyCommittedGroupCommitsOnEvenPartitionsOnly() {
        DemoGroup group = the(Condition.PARTLY_COMMITTED);
        Offsets before = watch.committed(group);

        assertThat(before.partitions()).hasSize(4).allMatch(InitialOffsets::isEven);
        await().atMost(DEADLINE, SECONDS).until(() -> !watch.committed(group).equals(before));
        assertThat(watch.committed(group).partitions()).hasSize(4);
    }

    @Test
    void oneGroupHasCommittedOnMoreThanFiftyTopics() {
        assertThat(
                watch.committed(the(Condition.MANY_TOPICS)).partitions().stream().map(TopicPartition::topic).distinct())
                .hasSizeGreaterThan(50);
    }

    @Test
    void retentionHasPassedTheArchiveOnAllPartitionsButTheLast() {
        DemoGroup group = the(Condition.BELOW_EARLIEST);
        Offsets earliest = watch.earliest(group);

        Offsets committed = watch.committed(group);

        assertThat(committed.partitions()).hasSize(3)
                .filteredOn(partition -> committed.at(partition) < earliest.at(partition))
                .extracting(TopicPartition::partition).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void someEarliestOffsetsAreAboveZero() {
        Offsets earliest = watch.earliest(the(Condition.HEALTHY));

        assertThat(earliest.partitions()).filteredOn(partition -> earliest.at(partition) > 0).hasSize(5);
    }

    @Test
    void idleGroupsHaveNoLagAndAbandonedOnesALagThatStays() {
        assertThat(CAST.in(Condition.IDLE)).allSatisfy(group -> assertThat(watch.lag(group)).isZero());
        assertThat(CAST.in(Condition.ABANDONED))
                .allSatisfy(group -> assertThat(watch.lag(group)).isBetween(390L, 410L));
    }

    private static DemoGroup the(Condition condition) {
        return CAST.in(condition).getFirst();
    }
}
