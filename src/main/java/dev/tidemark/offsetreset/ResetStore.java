package dev.tidemark.offsetreset;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.ResetRequest.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Port: plans, requests, and the record of what was sent, so that none of it is lost and nothing is sent twice. */
public interface ResetStore {
    void savePlan(ResetPlan plan);

    Optional<ResetPlan> plan(String id);

    /** Forgets plans that nobody asked for in time. */
    void forgetPlans(Instant expiredBefore);

    /**
     * Stores a new request and gives it its id.
     *
     * @throws ResetRefused when there is one for its plan already
     */
    ResetRequest add(ResetRequest request);

    Optional<ResetRequest> find(long id);

    Page find(Query query);

    /**
     * Replaces a request that nobody has changed since it was read.
     *
     * @throws ResetRefused when somebody has
     */
    void save(ResetRequest next);

    /**
     * As {@link #save}, and takes the group for this process: of two that try, one wins.
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

    void answered(long id, WriteAttempt attempt);

    /** In the order they were sent. */
    List<WriteAttempt> writes(long id);

    /** Whether somebody asked to stop before the next topic. */
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

    /** Whether a write of a reset of this group, sent within the term, may still reach CKafka although its reset has ended. */
    boolean hasWriteInFlight(InstanceId instance, ConsumerGroupId group, Duration term);

    /**
     * Which requests.
     *
     * @param visible the instances the reader may see
     * @param group exactly
     * @param person who asked, or had a part in it
     * @param offset counted from the newest
     */
    record Query(List<IdPattern> visible, Set<Status> statuses, Optional<InstanceId> instance,
            Optional<ConsumerGroupId> group, String person, long offset, int limit) {
    }

    Tally tally();

    /** Requests whose lease was renewed at that time or later, on the database's clock. */
    List<ResetRequest> atWorkSince(Instant at);

    /**
     * How many there are.
     *
     * @param byStatus without those of which there is none
     * @param oldestPending when the one was asked for that has waited longest for approval
     */
    record Tally(Map<Status, Long> byStatus, Optional<Instant> oldestPending) {
        public Tally {
            byStatus = Map.copyOf(byStatus);
        }
    }

    /** Newest first. */
    record Page(long total, List<ResetRequest> requests) {
    }
}
