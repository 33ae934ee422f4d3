package dev.tidemark.offsetreset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.Plans;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverseTargetTest {
    /** Two partitions: where each stood before it was moved (none: it was not), and where it stands now. */
    @ParameterizedTest(name = "before {0} and {1}, now {2} and {3}: {4}")
    @CsvSource(nullValues = "none", value = {
        "50, 60, 70, 80, shift-by -20",
        "50, 60, 30, 40, shift-by 20",
        "50, 50, 90, 100, to-offset 50",
        "50, 60, 100, 100, none",
        "50, none, 100, 60, none",
        "50, none, 100, 50, to-offset 50",
        "50, none, 100, -, none",
        "50, 60, 70, -, none"})
    void findsTheOneMoveThatLeadsExactlyBack(String first, String second, String firstNow, String secondNow,
            String target) {
        Map<TopicPartition, Long> before = new TreeMap<>();
        put(before, 0, first);
        put(before, 1, second);
        GroupSnapshot seen = Plans.group(GroupState.EMPTY).at("orders", 0, firstNow, "?", "100")
                .at("orders", 1, secondNow, "?", "100").seen();

        assertThat(InverseTarget.find(before, seen).map(InverseTargetTest::text).orElse(null)).isEqualTo(target);
    }

    @Test
    void findsNoneWhereSomethingCannotBeRead() {
        GroupSnapshot seen = Plans.group(GroupState.EMPTY).unreadable("orders", 0).seen();

        assertThat(InverseTarget.find(Map.of(new TopicPartition("orders", 0), 5L), seen)).isEmpty();
        assertThat(
                InverseTarget.find(Map.of(new TopicPartition("orders", 0), 5L), Plans.group(GroupState.EMPTY).seen()))
                .isEmpty();
    }

    private static void put(Map<TopicPartition, Long> before, int partition, String offset) {
        if (offset != null) {
            before.put(new TopicPartition("orders", partition), Long.parseLong(offset));
        }
    }

    private static String text(ResetTarget target) {
        return switch (target) {
            case ResetTarget.ShiftBy shift -> "shift-by " + shift.by();
            case ResetTarget.ToOffset to -> "to-offset " + to.offset();
            default -> target.scenario();
        };
    }
}
