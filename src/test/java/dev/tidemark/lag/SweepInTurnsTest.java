package dev.tidemark.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.BackgroundReading;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.lost.InMemoryLostGroups;
import dev.tidemark.lag.retention.DataLossForecasts;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sweeps that cannot read every group within an interval of 10 s, because each reading takes one second of all others. */
class SweepInTurnsTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-turns");
    private static final int GROUPS = 35;

    private final MutableClock clock = new MutableClock();
    private final InMemoryCkafka ckafka = new InMemoryCkafka()
            .instance(Groups.instance(INSTANCE.value(), "turns", "ap-turns"));
    private final List<String> read = Collections.synchronizedList(new ArrayList<>());
    private final List<LagSnapshot> published = new ArrayList<>();
    private final OffsetTimeIndex index = new OffsetTimeIndex(Duration.ofDays(7));
    private final LagProperties properties = LagSettings.of(Map.of("interval", "10s"));
    private final LagMonitor monitor = new LagMonitor(properties, index, new DataLossForecasts(),
            InMemoryLostGroups.none(), event -> published.add(((SweepEnded) event).snapshot()));
    private final LagSampler sampler = new LagSampler(ckafka, new BackgroundReading(new Slow(), ckafka, ckafka),
            monitor,
            properties, clock, new AtOnce());

    @Test
    void publishesAtEveryIntervalAndReadsEveryGroupInTurns() {
        groups(GROUPS);
        List<Optional<Instant>> everyGroupSince = IntStream.range(0, 4).mapToObj(_ -> sampler.sweep()).toList();

        assertThat(published).extracting(seen -> seen.groups().size()).isSorted().last().isEqualTo(GROUPS);
        assertThat(published).allSatisfy(seen -> assertThat(seen.took()).isBetween(Duration.ofSeconds(10),
                Duration.ofSeconds(30)));
        assertThat(read.stream().distinct()).hasSize(GROUPS);
        assertThat(everyGroupSince).filteredOn(Optional::isPresent).first()
                .isEqualTo(published.getFirst().sweptAt());
    }

    @Test
    void readsAGroupThatIsLookedAtInEverySweepAndNeverTwiceWithinAnInterval() {
        groups(200);
        sampler.sweep();
        GroupKey watched = key("g007");
        for (int i = 0; i < 20; i++) {
            monitor.lookedAt(watched, clock.instant());
            sampler.sweep();
        }

        assertThat(read.stream().filter("g007"::equals).count()).isBetween(14L, 21L);
        assertThat(read.stream().filter(group -> !group.equals("g007")).distinct())
                .as("the others have their turns").hasSizeGreaterThan(150);
    }

    @Test
    void readsANewGroupAtOnce() {
        groups(100);
        sweep(12);
        read.clear();
        ckafka.group(INSTANCE, Groups.empty("z-new")).offsets(INSTANCE, new ConsumerGroupId("z-new"), "orders",
                List.of(Offsets.committed(0, 50, 100)));

        sampler.sweep();

        assertThat(read).contains("z-new");
    }

    @Test
    void readsAGroupAtOnceWhoseMembersChanged() {
        groups(100);
        sweep(12);
        String last = read.getLast();
        sampler.sweep();
        read.clear();
        ckafka.group(INSTANCE, Groups.stable(last, Groups.member("c", "host", "orders-0")));

        sampler.sweep();

        assertThat(read).contains(last);
    }

    @Test
    void decidesOnCommitsWithoutMembersByAListOfAfterwards() {
        groups(100);
        sweep(12);
        GroupKey group = key("g000");
        for (int i = 0; i < 4; i++) {
            monitor.lookedAt(group, clock.instant());
            ckafka.offsets(INSTANCE, group.group(), "orders", List.of(Offsets.committed(0, 110 + i, 200)));
            sampler.sweep();
        }
        assertThat(health(group).membership().committedWithoutMembersAt()).isPresent();
        ckafka.group(INSTANCE, Groups.stable("g000", Groups.member("c", "host", "orders-0")));
        sweep(3);

        assertThat(health(group).membership().committedWithoutMembersAt()).isEmpty();
    }

    @Test
    void keepsWhatAnotherProcessSawOfGroupsWhoseTurnIsStillToCome() {
        groups(GROUPS);
        sweep(4);
        monitor.adopt(monitor.snapshot());
        sampler.forget();
        ckafka.remove(INSTANCE, new ConsumerGroupId("g003"));

        sampler.sweep();

        Set<String> shown = published.getLast().groups().stream().map(group -> group.group().value())
                .collect(Collectors.toSet());
        assertThat(shown).as("one that a single list does not show may still be there").hasSize(GROUPS);
    }

    @Test
    void callsAGroupLostWhenTwoListsDoNotShowItBeforeItsTurnComes() {
        groups(200);
        sweep(25);
        ckafka.remove(INSTANCE, new ConsumerGroupId("g003"));

        sampler.sweep();
        sampler.sweep();

        assertThat(published.getLast().groups()).filteredOn(group -> group.verdict() == Verdict.LOST)
                .extracting(group -> group.group().value()).containsExactly("g003");
    }

    @Test
    void readsEveryGroupAgainAtEveryIntervalOnceThereAreFewEnough() {
        groups(GROUPS);
        sweep(4);
        IntStream.range(4, GROUPS).forEach(group -> ckafka.remove(INSTANCE, id(group)));
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(10));
            sampler.sweep();
        }
        read.clear();
        for (int i = 0; i < 3; i++) {
            assertThat(sampler.sweep()).isPresent();
        }

        assertThat(read).hasSize(12);
    }

    private void sweep(int times) {
        for (int i = 0; i < times; i++) {
            sampler.sweep();
        }
    }

    private GroupHealth health(GroupKey group) {
        return published.getLast().groups().stream().filter(each -> each.key().equals(group)).findFirst()
                .orElseThrow();
    }

    private void groups(int count) {
        for (int group = 0; group < count; group++) {
            ckafka.group(INSTANCE, Groups.empty(id(group).value())).offsets(INSTANCE, id(group), "orders",
                    List.of(Offsets.committed(0, 100, 100)));
        }
    }

    private static ConsumerGroupId id(int group) {
        return new ConsumerGroupId("g%03d".formatted(group));
    }

    private static GroupKey key(String group) {
        return new GroupKey(INSTANCE, new ConsumerGroupId(group));
    }

    /** One reading after the other, each of which takes a second; lists take no time. */
    private final class Slow implements ConsumerGroups {
        @Override
        public GroupListing list(InstanceId instance, GroupQuery query) {
            return ckafka.list(instance, query);
        }

        @Override
        public ConsumerGroup describe(InstanceId instance, ConsumerGroupId group) {
            return ckafka.describe(instance, group);
        }

        @Override
        public synchronized GroupOffsets offsets(InstanceId instance, ConsumerGroupId group, OffsetsQuery query) {
            clock.advance(Duration.ofSeconds(1));
            read.add(group.value());
            return ckafka.offsets(instance, group, query);
        }
    }

    /** Lists before anything is read, so that the order of readings is the same every time. */
    private static final class AtOnce extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            // There is no thread to end.
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
