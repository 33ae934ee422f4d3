package dev.tidemark.offsetreset.plan;

import static dev.tidemark.offsetreset.Plans.group;
import static dev.tidemark.offsetreset.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.Plans;
import dev.tidemark.offsetreset.plan.PlanDrift.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanDriftTest {
    private final ResetPlan plan = Plans.plan(target("to-latest"), ResetMode.RESOLVED,
            group(GroupState.EMPTY).at("orders", 0, "50", "10", "100").seen());

    @Test
    void seesAPartitionMoreWhereTheApiWouldMoveItToo() {
        GroupSnapshot now = group(GroupState.EMPTY).at("orders", 0, "50", "10", "100").at("orders", 1, "-", "0", "0")
                .at("billing", 0, "1", "0", "5").seen();

        assertThat(PlanDrift.since(plan, now, new Capabilities(false, false))).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.PARTITION_ADDED);
            assertThat(change.partition()).isEqualTo(Optional.of(new TopicPartition("orders", 1)));
        });
        assertThat(PlanDrift.since(plan, now, Capabilities.ALL)).isEmpty();
    }

    @Test
    void doesNotMissAMessageWhereNothingIsMoved() {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, "5", "10", "100").at("orders", 1, "-", "0", "9")
                .seen();

        assertThat(PlanDrift.since(Plans.plan(target("to-current"), ResetMode.PINNED, seen), seen, Capabilities.ALL))
                .isEmpty();
    }
}
