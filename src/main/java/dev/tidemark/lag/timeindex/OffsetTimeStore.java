package dev.tidemark.lag.timeindex;

import dev.tidemark.kafka.InstanceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Port: where the logs of each instance ended in each sweep, so that ages survive a restart and reach every replica. */
public interface OffsetTimeStore {
    /**
     * @param began when the sweep began, by this process's clock
     * @param ended when it ended, by the same clock
     */
    void add(InstanceId instance, Instant began, Instant ended, byte[] logEnds);

    /** Those that were added after the one of an id, in the order in which they were added. */
    List<Stored> after(long id);

    /** All of them without their log ends, in the order in which they were added. */
    List<Entry> entries();

    void delete(Collection<Long> ids);

    /** What the database's clock says more than this process's, in seconds. */
    long clockAhead();

    /** What was seen of one instance in one sweep, as {@link SweepCodec} has it. */
    record Stored(Entry entry, byte[] logEnds) {
    }

    /**
     * @param clockAhead what the database's clock said more than that of the process that wrote, in seconds
     */
    record Entry(long id, InstanceId instance, Instant began, Instant ended, long clockAhead) {
    }
}
