package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to preview.
 *
 * @param group the consumer group
 * @param scope the topics and partitions to move, each topic once
 * @param target where to move them
 * @param mode {@code pinned}, the default, writes the offsets of the preview; {@code resolved} lets CKafka compute them at
 *     execution
 * @param overrideReason why to plan although a client commits offsets while the group is Empty
 */
record PreviewInput(@NotEmpty String group, @Nullable List<@Nullable ScopeInput> scope, @NotNull TargetInput target,
        @Nullable String mode, @Nullable String overrideReason) {
    private static final int MOST_TOPICS = 1_000;

    ConsumerGroupId toGroup() {
        return new ConsumerGroupId(group);
    }

    ResetTarget toTarget() {
        return target.toTarget(toGroup());
    }

    ResetScope toScope() {
        List<@Nullable ScopeInput> parts = scope == null ? List.of() : scope;
        if (parts.size() > MOST_TOPICS) {
            throw InvalidInput.coded("scope", "scope.too-many", MOST_TOPICS);
        }
        return new ResetScope(parts.stream().map(PreviewInput::part).toList());
    }

    ResetMode toMode() {
        return switch (mode == null ? "pinned" : mode) {
            case "pinned" -> ResetMode.PINNED;
            case "resolved" -> ResetMode.RESOLVED;
            default -> throw InvalidInput.coded("mode", "one-of", "pinned, resolved");
        };
    }

    Optional<String> toOverrideReason() {
        return Optional.ofNullable(overrideReason).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static ResetScope.Part part(@Nullable ScopeInput input) {
        if (input == null || input.topic() == null || input.topic().isBlank()) {
            throw InvalidInput.coded("scope", "scope.topic");
        }
        if (input.partitions() == null) {
            return ResetScope.Part.whole(input.topic());
        }
        List<Integer> partitions = new ArrayList<>();
        for (Integer partition : input.partitions()) {
            if (partition == null || partition < 0) {
                throw InvalidInput.coded("scope", "scope.partition");
            }
            partitions.add(partition);
        }
        return ResetScope.Part.of(input.topic(), partitions);
    }

    /**
     * One topic to move.
     *
     * @param topic its name
     * @param partitions some of its partitions; left out, all of them
     */
    record ScopeInput(@Nullable String topic, @Nullable List<@Nullable Integer> partitions) {
    }
}
