package dev.tidemark.audit.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tidemark.audit.AuditEntry;
import dev.tidemark.audit.AuditTrail;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The JSON of the audit trail; its names are a contract. */
final class AuditAnswers {
    private AuditAnswers() {
    }

    /**
     * A page of the audit trail.
     *
     * @param total how many match
     */
    record Listing(long total, List<Entry> entries) {
        static Listing of(AuditTrail.Page page) {
            return new Listing(page.total(), page.entries().stream().map(Entry::of).toList());
        }
    }

    /**
     * One entry of the audit trail.
     *
     * @param seq its number, without gaps
     * @param actor who acted
     * @param action what was done, such as {@code EXECUTE_RESET}
     * @param phase how far it went, such as {@code DENIED}
     * @param resetId the reset it belongs to
     * @param detail a JSON object that depends on the action
     * @param hash over this entry and the hash of the one before
     */
    record Entry(long seq, Instant at, String actor, String action, String phase, String instanceId, String group,
            OptionalLong resetId, @JsonRawValue String detail, String hash) {
        static Entry of(AuditEntry entry) {
            var event = entry.event();
            return new Entry(entry.seq(), entry.at(), event.actor(), event.action().name(), event.phase().name(),
                    event.instance().value(), event.group().value(), event.reset(), event.detail(), entry.hash());
        }
    }

    /**
     * Whether the audit trail is intact.
     *
     * @param entries how many there are
     * @param brokenAt the number of the first entry that does not fit
     * @param how in which way it does not fit
     */
    record Verification(long entries, boolean intact, @Nullable Long brokenAt, @Nullable String how) {
        static Verification of(AuditTrail.Verification found) {
            return new Verification(found.entries(), found.broken().isEmpty(),
                    found.broken().map(AuditTrail.Broken::seq).orElse(null),
                    found.broken().map(broken -> broken.how().name()).orElse(null));
        }
    }
}
