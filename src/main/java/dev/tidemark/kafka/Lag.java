package dev.tidemark.kafka;

import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How many messages a consumer group has yet to read: a known number, never negative, or unknown. This is the only place
 * where lag is computed; the lag that the cloud's API reports is not trusted, because it invents one where nothing was
 * committed.
 */
public final class Lag implements Comparable<Lag> {
    private static final long NONE = -1;
    private static final Lag UNKNOWN = new Lag(NONE);

    private final long messages;

    private Lag(long messages) {
        this.messages = messages;
    }

    public static Lag unknown() {
        return UNKNOWN;
    }

    public static Lag of(long messages) {
        if (messages < 0) {
            throw new IllegalArgumentException("a lag is never negative: " + messages);
        }
        return new Lag(messages);
    }

    /**
     * Unknown unless both offsets are known. A committed offset beyond the log end (a topic created anew, or end offsets
     * read a moment before the commit) is a lag of zero.
     */
    public static Lag between(OptionalLong committedOffset, OptionalLong logEndOffset) {
        if (committedOffset.isEmpty() || logEndOffset.isEmpty()) {
            return UNKNOWN;
        }
        return of(Math.max(0, logEndOffset.getAsLong() - committedOffset.getAsLong()));
    }

    /** The sum of those that are known; unknown when none is. An unknown lag is never counted as zero. */
    public static Lag total(Stream<Lag> lags) {
        return lags.filter(Lag::isKnown).reduce((one, other) -> of(Math.addExact(one.messages, other.messages)))
                .orElse(UNKNOWN);
    }

    public boolean isKnown() {
        return messages != NONE;
    }

    /** Messages, or empty when unknown. */
    public OptionalLong messages() {
        return isKnown() ? OptionalLong.of(messages) : OptionalLong.empty();
    }

    /** Unknown comes before zero, so that sorting worst first puts it last. */
    @Override
    public int compareTo(Lag other) {
        return Long.compare(messages, other.messages);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lag lag && lag.messages == messages;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(messages);
    }

    @Override
    public String toString() {
        return isKnown() ? Long.toString(messages) : "-";
    }
}
