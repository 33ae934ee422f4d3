package dev.tidemark.offsetreset;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.WriteAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: which process executes which reset, and the record of what it sent, so that nothing is sent twice or late. Time is
 * the database's everywhere.
 */
public interface ResetExecutions {
    /**
     * As {@link ResetStore#save}, and takes the group for this process: of two that try, one wins.
     *
     * @param node names the process
     * @throws ResetRefused when the request was changed meanwhile, or another reset of the group is being executed
     */
    void claim(ResetRequest executing, String node);

    /** The database's time, the only clock by which leases and late writes are judged. */
    Instant now();

    /**
     * Records that a topic is about to be written, while the request is being executed by this process.
     *
     * @return when, on the database's clock; empty when it was recorded before, the request was taken over, or it is to be
     *     stopped: then nothing is sent
     */
    Optional<Instant> recordIntent(long id, String topic, String node);

    /**
     * Whether a recorded write may leave now: the request is still this process's, and the intention is not older than the
     * term. Renews the lease in the same statement, so that no other process can take the request over while it leaves.
     */
    boolean permitSend(long id, String topic, String node, Duration term);

    /**
     * Keeps what became of a write, as long as that is open: not answered, or a task that runs.
     *
     * @return false when another process has recorded it already
     */
    boolean answered(long id, WriteAttempt attempt);

    /** In the order they were sent. */
    List<WriteAttempt> writes(long id);

    /** Whether a stop was requested before the next topic. */
    boolean isStopAsked(long id);

    /**
     * Renews the lease of the process that executes a request.
     *
     * @return false when another process has taken it over, or it is no longer being executed
     */
    boolean heartbeat(long id, String node);

    /** Requests being executed whose lease of this term has run out. */
    List<Long> abandoned(Duration term);

    /**
     * Makes this process the one that settles an abandoned request; the other can send nothing any more.
     *
     * @return false when its lease has been renewed meanwhile, or another process was faster
     */
    boolean takeOver(long id, String node, Duration term);

    /**
     * Whether a write of a reset of this group may still move offsets although its reset has ended.
     *
     * @param term since a write without a clear answer was sent
     * @param taskTerm since a write was sent that is a task
     */
    boolean hasWriteInFlight(InstanceId instance, ConsumerGroupId group, Duration term, Duration taskTerm);
}
