package dev.tidemark.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
    @ParameterizedTest
    @CsvSource({
        "Stable, STABLE",
        "Empty, EMPTY",
        "PreparingRebalance, PREPARING_REBALANCE",
        "CompletingRebalance, COMPLETING_REBALANCE",
        "AwaitingSync, COMPLETING_REBALANCE",
        "dead, DEAD",
        "'', UNKNOWN",
        "Reconciling, UNKNOWN"})
    void readsAGroupsStateAndGuessesNone(String label, GroupState state) {
        assertThat(GroupState.named(label)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "*, ckafka-abc, true",
        "ckafka-*, ckafka-abc, true",
        "ckafka-abc, ckafka-abc, true",
        "ckafka-abc, ckafka-abcd, false",
        "ckafka-a.c, ckafka-abc, false",
        "*-prod, orders-prod, true",
        "*-prod, orders-prod2, false",
        "'', ckafka-abc, false"})
    void matchesIdsByPatternsInWhichOnlyTheStarIsSpecial(String pattern, String id, boolean matches) {
        assertThat(new IdPattern(pattern).matches(id)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"-1, 50, offset", "0, 0, limit", "0, 51, limit"})
    void refusesAPageThatTheApiWouldRefuseAndNamesTheField(int offset, int limit, String field) {
        assertThatThrownBy(() -> new PageRequest(offset, limit))
                .isInstanceOfSatisfying(InvalidInput.class, bad -> assertThat(bad.field()).isEqualTo(field));
    }

    @Test
    void refusesIdsWithoutText() {
        assertThatThrownBy(() -> new InstanceId(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsumerGroupId("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersPartitionsByNumberAndNotByText() {
        assertThat(new TopicPartition("orders", 10)).isGreaterThan(new TopicPartition("orders", 9));
    }
}
