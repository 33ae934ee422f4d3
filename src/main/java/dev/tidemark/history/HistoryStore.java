package dev.tidemark.history;

import dev.tidemark.kafka.GroupKey;
import java.time.Instant;
import java.util.List;

/** Port: the past, in a database. Bounded: what is old becomes coarse, and is dropped in the end. */
public interface HistoryStore {
    /**
     * Adds samples.
     *
     * @return how many were left out, because there are as many series as there may be
     */
    int add(List<HistorySample> samples);

    void mark(List<HistoryMark> marks);

    /** The oldest first. */
    List<HistoryPoint> points(GroupKey group, String topic, Instant from, Instant to);

    /** The oldest first. */
    List<HistoryMark> marks(GroupKey group, Instant from, Instant to);

    /** The topics of a group of which anything is kept, by name. */
    List<String> topics(GroupKey group);

    /** Merges and drops what is too old to be kept as it is. May be done at any time, and by several at once. */
    void thin(Instant now);
}
