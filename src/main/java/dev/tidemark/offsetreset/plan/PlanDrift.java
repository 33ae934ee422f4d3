package dev.tidemark.offsetreset.plan;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.GroupSnapshot.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that is no longer as the plan has it.
 *
 * @param partition empty when it is about the whole group
 * @param before the offset in the plan
 * @param now the offset seen; empty when it cannot be read or is gone
 */
public record PlanDrift(Kind kind, Optional<TopicPartition> partition, OptionalLong before, OptionalLong now) {
    /** What changed, and with it why a plan is stale. */
    public enum Kind {
        /** The group has members now. */
        GROUP_ACTIVE,
        /** CKafka names a state that is not known here. */
        STATE_UNKNOWN,
        /** The group is gone. */
        GROUP_DEAD,
        /** Another offset was committed. */
        COMMITTED_MOVED,
        /** The target has been deleted by retention. */
        TARGET_DELETED,
        /** The partition cannot be read. */
        UNREADABLE,
        /** The topic has a partition that the plan does not know, and the API would move it too. */
        PARTITION_ADDED
    }

    /** What keeps a plan from being executed; a log that grew does not, it is why targets are explicit. */
    public static List<PlanDrift> since(ResetPlan plan, GroupSnapshot now, Capabilities capabilities) {
        List<PlanDrift> changes = new ArrayList<>();
        ofGroup(now).ifPresent(kind -> changes
                .add(new PlanDrift(kind, Optional.empty(), OptionalLong.empty(), OptionalLong.empty())));
        for (PlannedPartition planned : plan.partitions()) {
            of(planned, now.positions().get(planned.partition())).ifPresent(changes::add);
        }
        if (!capabilities.somePartitions()) {
            added(plan, now).forEach(changes::add);
        }
        return changes;
    }

    private static Optional<Kind> ofGroup(GroupSnapshot now) {
        return switch (now.state()) {
            case DEAD -> Optional.of(Kind.GROUP_DEAD);
            case UNKNOWN -> Optional.of(Kind.STATE_UNKNOWN);
            case EMPTY -> Optional.empty();
            case STABLE, PREPARING_REBALANCE, COMPLETING_REBALANCE -> Optional.of(Kind.GROUP_ACTIVE);
        };
    }

    private static Stream<PlanDrift> added(ResetPlan plan, GroupSnapshot now) {
        Set<TopicPartition> known = plan.partitions().stream().map(PlannedPartition::partition)
                .collect(Collectors.toSet());
        Set<String> written = Set.copyOf(plan.topicsToWrite());
        return now.positions().entrySet().stream()
                .filter(each -> written.contains(each.getKey().topic()) && !known.contains(each.getKey()))
                .map(each -> new PlanDrift(Kind.PARTITION_ADDED, Optional.of(each.getKey()), OptionalLong.empty(),
                        each.getValue().committed()));
    }

    private static Optional<PlanDrift> of(PlannedPartition planned, @Nullable Position at) {
        Optional<TopicPartition> partition = Optional.of(planned.partition());
        if (at == null || !at.readable()) {
            return Optional.of(new PlanDrift(Kind.UNREADABLE, partition, planned.from(), OptionalLong.empty()));
        }
        if (!at.committed().equals(planned.from())) {
            return Optional.of(new PlanDrift(Kind.COMMITTED_MOVED, partition, planned.from(), at.committed()));
        }
        // What stays where it is has no target that could be deleted.
        boolean deleted = planned.isChange() && planned.to().isPresent() && at.earliest().isPresent()
                && planned.to().getAsLong() < at.earliest().getAsLong();
        return deleted
                ? Optional.of(new PlanDrift(Kind.TARGET_DELETED, partition, planned.to(), at.earliest()))
                : Optional.empty();
    }
}
