package dev.tidemark.sandbox.emulator.action;

/**
 * How the emulator reads the vendor's documents where they contradict each other. Can be changed while it runs; actions
 * ask each time.
 */
public final class Readings {
    private volatile TopicsOmitted topicsOmitted = TopicsOmitted.REFUSED;
    private volatile FetchPartition fetchPartition = FetchPartition.OPTIONAL;

    public TopicsOmitted topicsOmitted() {
        return topicsOmitted;
    }

    public void set(TopicsOmitted reading) {
        topicsOmitted = reading;
    }

    public FetchPartition fetchPartition() {
        return fetchPartition;
    }

    public void set(FetchPartition reading) {
        fetchPartition = reading;
    }

    /** What ModifyGroupOffsets without Topics means: newer documents require them, older ones take it for all. */
    public enum TopicsOmitted {
        REFUSED, ALL
    }

    /** Whether FetchMessageListByTimestamp may leave Partition out: newer documents say so, older ones require it. */
    public enum FetchPartition {
        OPTIONAL, REQUIRED
    }
}
