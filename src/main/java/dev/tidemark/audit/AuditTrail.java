package dev.tidemark.audit;

import dev.tidemark.kafka.IdPattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Port: the trail. There is no way to change or remove an entry; each carries a hash over itself and the one before, so
 * that a change behind Tidemark's back shows.
 */
public interface AuditTrail {
    /**
     * Adds an entry in the transaction of the caller, so that neither is stored without the other.
     */
    AuditEntry append(Instant at, AuditEvent event);

    Page find(Query query);

    /** Every entry that matches, oldest first, whatever the page of the query. */
    void each(Query query, Consumer<AuditEntry> reader);

    /** Reads the whole trail and computes every hash again. */
    Verification verify();

    /**
     * Which entries.
     *
     * @param visible the instances the reader may see
     * @param to exclusive
     * @param actor exactly; empty for all, as are the texts that follow
     * @param group part of its name
     * @param offset counted from the newest
     */
    record Query(List<IdPattern> visible, Optional<Instant> from, Optional<Instant> to, String actor, String instance,
            String group, String action, long offset, int limit) {
    }

    /** Newest first. */
    record Page(long total, List<AuditEntry> entries) {
    }

    /**
     * What reading the whole trail found.
     *
     * @param entries how many were read
     * @param broken the first entry that is not what it was, or is missing; nothing after it can be trusted
     */
    record Verification(long entries, Optional<Broken> broken) {
    }

    /** Where the chain breaks, and how. */
    record Broken(long seq, How how) {
        /** What is wrong with an entry. */
        public enum How {
            /** Its content or its hash was changed. */
            CHANGED,
            /** It is not there, though the next one or the end of the chain says it was. */
            MISSING
        }
    }
}
