package dev.tidemark.offsetreset;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.ResetStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Port: requests for resets, with everything that was decided and observed; of two changes at once one wins. */
public interface ResetStore {
    /**
     * Stores a new request and gives it its id.
     *
     * @throws ResetRefused when there is one for its plan already
     */
    ResetRequest add(ResetRequest request);

    Optional<ResetRequest> find(long id);

    Page find(Query query);

    /**
     * Replaces a request that has not changed since it was read.
     *
     * @throws ResetRefused when it has
     */
    void save(ResetRequest next);

    /**
     * Which requests.
     *
     * @param visible the instances the reader may see
     * @param group exactly
     * @param person who asked, or had a part in it
     * @param offset counted from the newest
     */
    record Query(List<IdPattern> visible, Set<ResetStatus> statuses, Optional<InstanceId> instance,
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
    record Tally(Map<ResetStatus, Long> byStatus, Optional<Instant> oldestPending) {
        public Tally {
            byStatus = Map.copyOf(byStatus);
        }
    }

    /** Newest first. */
    record Page(long total, List<ResetRequest> requests) {
    }
}
