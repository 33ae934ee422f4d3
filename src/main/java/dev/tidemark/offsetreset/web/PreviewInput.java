package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.offsetreset.ResetMode;
import dev.tidemark.offsetreset.ResetScope;
import dev.tidemark.offsetreset.ResetTarget;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What somebody wants to see a preview of, as it is written in JSON. */
record PreviewInput(@Nullable String group, @Nullable List<@Nullable ScopeInput> scope, @Nullable TargetInput target,
        @Nullable String mode) {
    private static final int MOST_TOPICS = 1_000;

    ConsumerGroupId toGroup() {
        if (group == null || group.isEmpty()) {
            throw new InvalidInput("group", "is required");
        }
        return new ConsumerGroupId(group);
    }

    ResetTarget toTarget() {
        if (target == null) {
            throw new InvalidInput("target", "is required");
        }
        return target.toTarget(toGroup());
    }

    ResetScope toScope() {
        List<@Nullable ScopeInput> parts = scope == null ? List.of() : scope;
        if (parts.size() > MOST_TOPICS) {
            throw new InvalidInput("scope", "must not have more than " + MOST_TOPICS + " topics");
        }
        return new ResetScope(parts.stream().map(PreviewInput::part).toList());
    }

    ResetMode toMode() {
        return switch (mode == null ? "pinned" : mode) {
            case "pinned" -> ResetMode.PINNED;
            case "resolved" -> ResetMode.RESOLVED;
            default -> throw new InvalidInput("mode", "must be pinned or resolved");
        };
    }

    private static ResetScope.Part part(@Nullable ScopeInput input) {
        if (input == null || input.topic() == null || input.topic().isBlank()) {
            throw new InvalidInput("scope", "must name a topic in each of its parts");
        }
        if (input.partitions() == null) {
            return new ResetScope.Part(input.topic(), Optional.empty());
        }
        TreeSet<Integer> partitions = new TreeSet<>();
        for (Integer partition : input.partitions()) {
            if (partition == null || partition < 0) {
                throw new InvalidInput("scope", "must name partitions by numbers that are not negative");
            }
            partitions.add(partition);
        }
        return new ResetScope.Part(input.topic(), Optional.of(partitions));
    }

    /** A topic; without partitions all of them, with an empty list none. */
    record ScopeInput(@Nullable String topic, @Nullable List<@Nullable Integer> partitions) {
    }
}
