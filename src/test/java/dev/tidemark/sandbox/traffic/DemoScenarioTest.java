package dev.tidemark.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoScenarioTest {
    private final DemoScenario prod = DemoScenario.ordersProd();
    private final DemoScenario dev = DemoScenario.ordersDev();

    @ParameterizedTest
    @EnumSource
    void prodShowsEveryCondition(Condition condition) {
        assertThat(prod.in(condition)).isNotEmpty();
    }

    @Test
    void prodHasMoreGroupsThanOnePageLists() {
        assertThat(prod.groups()).hasSizeBetween(38, 45).extracting(DemoGroup::name).doesNotHaveDuplicates();
    }

    @Test
    void oneGroupOfProdHasMoreTopicsThanOnePageOfTheApi() {
        assertThat(prod.in(Condition.MANY_TOPICS)).singleElement()
                .satisfies(group -> assertThat(group.topics()).hasSizeGreaterThan(50));
    }

    @Test
    void devIsSmall() {
        assertThat(dev.groups()).hasSizeBetween(3, 5).extracting(DemoGroup::condition)
                .contains(Condition.HEALTHY, Condition.STOPPED, Condition.NEVER_COMMITTED);
    }

    @Test
    void bothTogetherKeepFewEnoughLiveConsumersForALaptop() {
        assertThat(live(prod) + live(dev)).isBetween(10, 14);
    }

    @Test
    void theStalledPartitionExists() {
        String topic = prod.in(Condition.STALLED_PARTITION).getFirst().topics().getFirst();

        assertThat(prod.topics()).filteredOn(one -> one.name().equals(topic)).singleElement()
                .satisfies(one -> assertThat(one.partitions()).isGreaterThan(ConsumerBehaviour.STALLED));
    }

    @Test
    void nothingIsWrittenToTheTopicsOfGroupsWhoseLagStandsStill() {
        List<String> quiet = prod.topics().stream().filter(topic -> topic.perSecond() == 0).map(DemoTopic::name)
                .toList();

        assertThat(prod.groups())
                .filteredOn(group -> group.condition() == Condition.IDLE || group.condition() == Condition.ABANDONED)
                .allSatisfy(group -> assertThat(quiet).containsAll(group.topics()));
    }

    @Test
    void aGroupMayOnlyReadTopicsOfItsCast() {
        DemoGroup stray = new DemoGroup("stray", Condition.IDLE, List.of("elsewhere"), 0, "");

        assertThatThrownBy(() -> new DemoScenario(List.of(), List.of(stray))).hasMessageContaining("stray");
    }

    /** What is on disk at most: the kept bytes and one segment per partition, or what the time kept lets through. */
    @Test
    void aLongRunStaysWithin300Megabytes() {
        assertThat(mostOnDisk(prod) + mostOnDisk(dev)).isLessThan(300L << 20);
    }

    private static long mostOnDisk(DemoScenario cast) {
        long segment = 1 << 20;
        long bytesOfOneRecord = 300;
        return cast.topics().stream().mapToLong(topic -> {
            long written = topic.history() * bytesOfOneRecord;
            return switch (topic.retention()) {
                case BRIEF -> topic.perSecond() == 0 ? written : topic.partitions() * (segment / 2 + segment);
                case LONG -> topic.partitions() * (3 * segment + segment);
                // Half a day, and the three hours of a segment that is still being written.
                case HALF_A_DAY -> written + Math.round(topic.perSecond() * 15 * 3_600 * bytesOfOneRecord);
            };
        }).sum();
    }

    private static int live(DemoScenario cast) {
        return cast.groups().stream().mapToInt(DemoGroup::members).sum();
    }
}
