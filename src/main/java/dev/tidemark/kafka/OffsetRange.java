package dev.tidemark.kafka;

/**
 * What a partition still holds: from the earliest offset, inclusive, to the log end offset, exclusive. Both only ever
 * grow, unless the topic is created anew.
 */
public record OffsetRange(long earliestOffset, long logEndOffset) {
    public OffsetRange {
        if (earliestOffset < 0 || logEndOffset < earliestOffset) {
            throw new IllegalArgumentException("no log reaches from " + earliestOffset + " to " + logEndOffset);
        }
    }
}
