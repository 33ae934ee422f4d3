package dev.tidemark.lag.timeindex;

import dev.tidemark.kafka.InstanceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/** Port: where the logs of each instance ended in each sweep, so that ages survive a restart and reach every replica. */
public interface OffsetTimeStore {
    /**
     * Adds what was seen in one sweep.
     *
     * @param began when the sweep began, by this process's clock
     * @param ended when it ended, by the same clock
     * @param logEnds as {@link SweepCodec} has them
     */
    void add(InstanceId instance, Instant began, Instant ended, byte[] logEnds);

    /** Reads those that were added after the one of an id, in the order in which they were added. */
    void after(long id, BiConsumer<Entry, byte[]> reader);

    /** All of them without their log ends, in the order in which they were added. */
    List<Entry> entries();

    void delete(Collection<Long> ids);

    /** What the database's clock says more than this process's, in seconds. */
    long clockAhead();

    /**
     * One instance in one sweep.
     *
     * @param clockAhead what the database's clock said more than that of the process that wrote, in seconds
     */
    record Entry(long id, InstanceId instance, Instant began, Instant ended, long clockAhead) {
    }
}
