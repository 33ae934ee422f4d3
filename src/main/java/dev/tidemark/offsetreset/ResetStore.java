package dev.tidemark.offsetreset;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.ResetRequest.Status;
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
     * @throws ResetRefused when somebody changed the request, or another reset of the group is being carried out
     */
    void claim(ResetRequest executing, String node, Instant now);

    /**
     * Records that a topic is about to be written, while the request is being executed by this process.
     *
     * @return false when it was recorded before, the request was taken over, or it is to be stopped: then nothing is sent
     */
    boolean intend(long id, String topic, String node, Instant now);

    void answered(long id, WriteAttempt attempt);

    /** In the order they were sent. */
    List<WriteAttempt> writes(long id);

    /** Whether somebody asked to stop before the next topic. */
    boolean isStopAsked(long id);

    /** Says that this process is still at it. */
    void beat(long id, String node, Instant now);

    /** Requests being executed by a process that has said nothing since. */
    List<Long> abandoned(Instant silentSince);

    /**
     * Makes this process the one that settles an abandoned request; the other can send nothing any more.
     *
     * @return false when it is no longer abandoned, or somebody else was faster
     */
    boolean takeOver(long id, String node, Instant silentSince, Instant now);

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

    /** Requests whose process said at that time or later that it was carrying them out. */
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
