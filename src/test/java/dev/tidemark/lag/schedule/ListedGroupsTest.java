package dev.tidemark.lag.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.schedule.ListedGroups.Change;
import dev.tidemark.lag.schedule.ListedGroups.Listed;
import dev.tidemark.testing.Groups;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListedGroupsTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final InstanceId ONE = new InstanceId("ckafka-one");
    private static final InstanceId TWO = new InstanceId("ckafka-two");

    private final ListedGroups groups = new ListedGroups();

    @ParameterizedTest
    @CsvSource({"EMPTY, 0, EMPTY, 0, NONE", "STABLE, 2, EMPTY, 0, CHANGED", "STABLE, 2, STABLE, 1, CHANGED",
        "STABLE, 2, , , NONE", ", , STABLE, 2, NONE", "STABLE, 2, PREPARING_REBALANCE, 2, CHANGED"})
    void tellsWhetherStateOrMembersChanged(@Nullable GroupState before, @Nullable Integer membersBefore,
            @Nullable GroupState now, @Nullable Integer membersNow, Change change) {
        assertThat(groups.put(listed(ONE, "orders", before, membersBefore))).isEqualTo(Change.NEW);

        assertThat(groups.put(listed(ONE, "orders", now, membersNow))).isEqualTo(change);
    }

    @Test
    void keepsAGroupUntilItsInstanceWasListedToItsEndWithoutIt() {
        put(ONE, "stays");
        put(ONE, "gone");
        put(TWO, "elsewhere");
        assertThat(groups.alive(Set.of(key(ONE, "before")))).containsExactlyInAnyOrder(key(ONE, "stays"),
                key(ONE, "gone"), key(TWO, "elsewhere"), key(ONE, "before"));

        groups.listed(ONE, Set.of(key(ONE, "stays")));

        assertThat(groups.alive(Set.of(key(ONE, "before"), key(ONE, "gone"), key(TWO, "before"))))
                .containsExactlyInAnyOrder(key(ONE, "stays"), key(TWO, "elsewhere"), key(TWO, "before"));
    }

    @Test
    void keepsTheGroupsOfAnInstanceUntilEveryRegionWasAsked() {
        put(ONE, "stays");
        put(TWO, "gone");

        groups.listed(Set.of(ONE));

        assertThat(groups.alive(Set.of(key(TWO, "gone"), key(ONE, "before"))))
                .containsExactlyInAnyOrder(key(ONE, "stays"), key(ONE, "before"));
        put(TWO, "back");
        assertThat(groups.alive(Set.of())).contains(key(TWO, "back"));
    }

    private void put(InstanceId instance, String group) {
        groups.put(listed(instance, group, GroupState.EMPTY, 0));
    }

    private static Listed listed(InstanceId instance, String group, @Nullable GroupState state,
            @Nullable Integer members) {
        return new Listed(Groups.instance(instance.value(), "name", "ap-one"),
                new GroupListing.Entry(new ConsumerGroupId(group), Optional.ofNullable(state),
                        members == null ? OptionalInt.empty() : OptionalInt.of(members), "consumer"),
                NOON);
    }

    private static GroupKey key(InstanceId instance, String group) {
        return new GroupKey(instance, new ConsumerGroupId(group));
    }
}
