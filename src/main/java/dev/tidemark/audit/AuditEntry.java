package dev.tidemark.audit;

import java.time.Instant;

/**
 * One line of the audit trail.
 *
 * @param seq counts from 1 without a gap
 * @param hash of this line and of the hash before it, in hexadecimal
 */
public record AuditEntry(long seq, Instant at, AuditEvent event, String hash) {
}
