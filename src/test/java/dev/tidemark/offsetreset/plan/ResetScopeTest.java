package dev.tidemark.offsetreset.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scope is what was named: never everything, never merged, never wider. */
class ResetScopeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders orders            | orders     | TOPIC
            orders other orders      | orders     | TOPIC
            orders orders:1          | orders     | TOPIC_AND_PARTITIONS
            orders:1 orders          | orders     | TOPIC_AND_PARTITIONS
            orders:0 orders:1        | orders     | TOPIC
            orders:0 orders:0        | orders     | TOPIC
            orders:0,1,0             | orders-0   | PARTITION
            other orders:7,7         | orders-7   | PARTITION
            """)
    void refusesWhatIsNamedTwice(String scope, String named, ResetScope.Duplicate how) {
        assertThatExceptionOfType(ResetRefused.class).isThrownBy(() -> scope(scope)).satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.DUPLICATE_SCOPE);
            assertThat(refusal.facts()).containsExactly(named, how);
        });
    }

    @Test
    void isExactlyWhatWasNamed() {
        ResetScope scope = scope("orders:0,2 other");

        assertThat(scope.topics()).containsExactly("orders", "other");
        assertThat(scope.includes(new TopicPartition("orders", 0))).isTrue();
        assertThat(scope.includes(new TopicPartition("orders", 1))).isFalse();
        assertThat(scope.includes(new TopicPartition("other", 1))).isTrue();
        assertThat(scope.includes(new TopicPartition("third", 0))).isFalse();
    }

    @Test
    void isNothingWhereNothingWasNamed() {
        assertThat(new ResetScope(List.of()).includes(new TopicPartition("orders", 0))).isFalse();
        assertThat(scope("orders:").includes(new TopicPartition("orders", 0))).isFalse();
    }

    private static ResetScope scope(String words) {
        return new ResetScope(Arrays.stream(words.split(" ")).map(word -> {
            int colon = word.indexOf(':');
            return colon < 0
                    ? ResetScope.Part.whole(word)
                    : ResetScope.Part.of(word.substring(0, colon), Arrays.stream(word.substring(colon + 1).split(","))
                            .filter(number -> !number.isEmpty()).map(Integer::valueOf).toList());
        }).toList());
    }
}
