package dev.tidemark.consumergroup.web;

import dev.tidemark.kafka.GroupState;

/**
 * A group's state as a badge.
 *
 * @param label Kafka's word
 * @param key the message that explains it
 * @param tone the badge's hue, never its only meaning
 */
public record StateBadge(String label, String key, String tone) {
    public static StateBadge of(GroupState state) {
        String tone = switch (state) {
            case STABLE -> "good";
            case PREPARING_REBALANCE, COMPLETING_REBALANCE -> "warn";
            case EMPTY, DEAD, UNKNOWN -> "quiet";
        };
        return new StateBadge(state.label(), "group.state." + state, tone);
    }
}
