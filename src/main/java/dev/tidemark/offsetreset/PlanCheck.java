package dev.tidemark.offsetreset;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.offsetreset.plan.GroupSnapshot;
import dev.tidemark.offsetreset.plan.PlanDrift;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Compares a plan with its group, read just now: before it is agreed with, before it is begun, and after every pause. */
@Component
class PlanCheck {
    private static final int TRIES = 3;

    private final GroupReader reader;
    private final GroupOffsetsWriter writer;
    private final ResetExecutions executions;
    private final ResetProperties properties;

    PlanCheck(GroupReader reader, GroupOffsetsWriter writer, ResetExecutions executions, ResetProperties properties) {
        this.reader = reader;
        this.writer = writer;
        this.executions = executions;
        this.properties = properties;
    }

    /** Everything that is no longer as the plan has it. */
    List<PlanDrift> changes(ResetPlan plan) {
        return changes(plan, plan.topics().keySet());
    }

    /**
     * Whether a plan is still worth approving; members may leave until it is executed.
     *
     * @throws ResetRefused when the group has moved away from the plan
     */
    void mustNotBeStale(ResetPlan plan) {
        refuseStale(plan, false);
    }

    /**
     * Whether a plan can be executed now.
     *
     * @throws ResetRefused when the group has members or moved, or a write of an earlier reset may still arrive
     */
    void mustBeWritable(ResetPlan plan) {
        refuseStale(plan, true);
        if (isWriteInFlight(plan)) {
            throw new ResetRefused(Reason.RESET_IN_FLIGHT);
        }
    }

    /** What speaks against writing the topics that are left; a group that cannot be read is not written either. */
    Optional<Obstacle> obstacle(ResetPlan plan, Collection<String> left) {
        for (int attempt = 1;; attempt++) {
            try {
                Optional<Obstacle> changed = changes(plan, left).stream().findFirst().map(Obstacle::of);
                return changed.or(() -> isWriteInFlight(plan)
                        ? Optional.of(new Obstacle(Reason.RESET_IN_FLIGHT.name(), ""))
                        : Optional.empty());
            } catch (ClusterUnavailable problem) {
                if (attempt == TRIES) {
                    return Optional.of(new Obstacle("NOT_READ", problem.text()));
                }
            }
        }
    }

    private void refuseStale(ResetPlan plan, boolean mustBeEmpty) {
        List<PlanDrift> changes = changes(plan);
        for (PlanDrift change : changes) {
            switch (change.kind()) {
                case GROUP_ACTIVE -> {
                    if (mustBeEmpty) {
                        throw new ResetRefused(Reason.GROUP_ACTIVE, plan.group().value());
                    }
                }
                case STATE_UNKNOWN -> {
                    if (mustBeEmpty) {
                        throw new ResetRefused(Reason.GROUP_STATE_UNKNOWN, plan.group().value());
                    }
                }
                case GROUP_DEAD -> throw new ResetRefused(Reason.GROUP_DEAD);
                default -> throw new ResetRefused(Reason.STALE_PLAN, change.partition().orElseThrow().toString(),
                        change.kind(), changes.size());
            }
        }
    }

    /** The topics that were written already are elsewhere than the plan began, and are meant to be. */
    private List<PlanDrift> changes(ResetPlan plan, Collection<String> topics) {
        Set<String> asked = Set.copyOf(topics);
        return PlanDrift.since(plan, read(plan, topics), writer.capabilities(plan.instance())).stream()
                .filter(change -> change.partition().map(each -> asked.contains(each.topic())).orElse(true)).toList();
    }

    private GroupSnapshot read(ResetPlan plan, Collection<String> topics) {
        // Only what is read again can have been deleted meanwhile.
        Set<String> rewound = plan.partitions().stream()
                .filter(each -> each.effect().equals(Optional.of(PlannedPartition.Effect.REPLAY)))
                .map(each -> each.partition().topic()).collect(Collectors.toSet());
        return reader.read(plan.instance(), plan.group(), topics,
                topics.stream().filter(rewound::contains).toList());
    }

    private boolean isWriteInFlight(ResetPlan plan) {
        return executions.hasWriteInFlight(plan.instance(), plan.group(), properties.settleAfter(),
                properties.maxTaskTime());
    }

    /**
     * Why a topic is not written.
     *
     * @param code what has changed
     * @param detail where, and from which offset to which; or why it cannot be read
     */
    record Obstacle(String code, String detail) {
        static Obstacle of(PlanDrift change) {
            return new Obstacle(change.kind().name(), change.partition()
                    .map(partition -> partition + ": " + text(change.before()) + " → " + text(change.now()))
                    .orElse(""));
        }

        private static String text(OptionalLong offset) {
            return offset.isPresent() ? Long.toString(offset.getAsLong()) : "-";
        }
    }
}
