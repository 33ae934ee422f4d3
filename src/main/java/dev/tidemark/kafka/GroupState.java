package dev.tidemark.kafka;

/**
 * The state of a consumer group, in the names Kafka and CKafka both use. Clients that assign partitions themselves
 * (Flink, Spark, {@code assign()}) leave their group {@link #EMPTY} while they consume.
 */
public enum GroupState {
    STABLE("Stable"), EMPTY("Empty"), PREPARING_REBALANCE("PreparingRebalance"), COMPLETING_REBALANCE(
            "CompletingRebalance"),
    /** The group does not exist, or no longer. */
    DEAD("Dead"),
    /** A word that this version does not know; shown as unknown rather than guessed. */
    UNKNOWN("Unknown");

    private final String label;

    GroupState(String label) {
        this.label = label;
    }

    /** As Kafka prints it. */
    public String label() {
        return label;
    }

    public static GroupState named(String label) {
        // The vendor's console pages also say AwaitingSync, the broker's older word for CompletingRebalance.
        if (label.equalsIgnoreCase("AwaitingSync")) {
            return COMPLETING_REBALANCE;
        }
        for (GroupState state : values()) {
            if (state.label.equalsIgnoreCase(label)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
