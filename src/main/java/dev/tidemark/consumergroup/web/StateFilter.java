package dev.tidemark.consumergroup.web;

import dev.tidemark.kafka.GroupState;
import java.util.Optional;

/** The {@code state} parameter: nothing for any, else a state in Kafka's word. */
public final class StateFilter {
    private StateFilter() {
    }

    /** A word that is no state becomes one that the service refuses, so that the rule is written once. */
    public static Optional<GroupState> parse(String state) {
        return state.isBlank() ? Optional.empty() : Optional.of(GroupState.named(state.strip()));
    }
}
