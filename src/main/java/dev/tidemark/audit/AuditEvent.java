package dev.tidemark.audit;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.util.OptionalLong;

/**
 * Something that was done or refused, before it has its place in the trail.
 *
 * @param actor who did it; {@link #TIDEMARK} where no person did
 * @param reset the reset it belongs to, where there is one already
 * @param detail parameters and findings as one JSON object
 */
public record AuditEvent(String actor, Action action, Phase phase, InstanceId instance, ConsumerGroupId group,
        OptionalLong reset, String detail) {
    /** The actor of what happens by itself: expiry, settlement after a crash. */
    public static final String TIDEMARK = "(tidemark)";

    /** What was done. */
    public enum Action {
        PREVIEW_RESET, REQUEST_RESET, APPROVE_RESET, REJECT_RESET, CANCEL_RESET, EXPIRE_RESET, EXECUTE_RESET,
        /** One call that changes offsets, for one topic. */
        WRITE_OFFSETS,
        /** Offsets that moved again just after a reset. */
        OVERWRITE_SEEN,
        /** The outcome of a reset that was cut off or unclear, read off the group. */
        SETTLE_RESET,
        /** A break-glass approval: the required ones were overridden. */
        BREAK_GLASS,
        /** Trouble of a group was called known, until a time; and no longer. */
        ACKNOWLEDGE, WITHDRAW_ACKNOWLEDGEMENT
    }

    /** How far it got. */
    public enum Phase {
        ATTEMPTED, DONE, FAILED, UNKNOWN,
        /** The rules of resets said no: a stale plan, a state that does not allow it, a limit. */
        REFUSED,
        /** The person had no right to. */
        DENIED
    }
}
