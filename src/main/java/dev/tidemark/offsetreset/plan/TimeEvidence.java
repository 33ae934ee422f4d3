package dev.tidemark.offsetreset.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * What CKafka said of the messages around an offset that a time led to.
 *
 * @param messageAt when the message at the offset was written; empty when there is no message at or after the time, so that
 *     the offset is the log end
 * @param previousMessageAt when the message before it was written; empty when there is none or it is not known
 */
public record TimeEvidence(Optional<Instant> messageAt, Optional<Instant> previousMessageAt) {
}
