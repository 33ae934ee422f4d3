package dev.tidemark.offsetreset;

import dev.tidemark.offsetreset.plan.ResetPlan;
import java.time.Instant;
import java.util.Optional;

/** Port: previews of resets, kept as they were shown. */
public interface ResetPlans {
    void save(ResetPlan plan);

    /**
     * A plan that is looked up and whose process has reported nothing for two minutes, longer than any question waits, is
     * given as interrupted.
     */
    Optional<ResetPlan> find(String id);

    /**
     * Replaces a preview that is not complete yet; a complete plan never changes.
     *
     * @return false when it is complete already, gone, or its lookup was cancelled: then running questions must end
     */
    boolean update(ResetPlan plan);

    /** Asks the process that looks a preview up to stop; a preview that is complete stays so. */
    void cancelLookup(String id);

    /** Deletes plans that were not requested in time. */
    void forget(Instant expiredBefore);
}
