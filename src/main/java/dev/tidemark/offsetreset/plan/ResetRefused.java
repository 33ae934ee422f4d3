package dev.tidemark.offsetreset.plan;

import java.util.List;

/** The rules of resets say no: why, and the facts that show it. */
public final class ResetRefused extends RuntimeException {
    private final Reason reason;
    private final List<Object> facts;

    public ResetRefused(Reason reason, Object... facts) {
        super(reason + " " + List.of(facts));
        this.reason = reason;
        this.facts = List.of(facts);
    }

    /** For the store, where races are decided. */
    public static ResetRefused because(Reason reason) {
        return new ResetRefused(reason);
    }

    public Reason reason() {
        return reason;
    }

    /** For the sentence that explains: names, counts, states. */
    public List<Object> facts() {
        return facts;
    }

    /** Why not. */
    public enum Reason {
        /** The group does not exist. */
        GROUP_DEAD,
        /** No topic was named, or none of the partitions named exists. */
        EMPTY_SCOPE,
        /** A topic or a partition was named more than once, so that the scope is ambiguous. */
        DUPLICATE_SCOPE,
        /** A partition was named that the topic does not have. */
        UNKNOWN_PARTITION,
        /** The offsets of a partition cannot be read. */
        PARTITION_UNREADABLE,
        /** There is nothing to shift from. */
        NO_COMMITTED_OFFSET,
        /** Where the log begins could not be read, and the target is there. */
        EARLIEST_UNKNOWN,
        /** The target is not possible in this mode. */
        MODE_NOT_POSSIBLE,
        /** The API of this instance cannot give each partition an offset of its own, and this target needs it. */
        NOT_SUPPORTED,
        /** The API of this instance cannot leave partitions of a topic out. */
        WHOLE_TOPICS_ONLY,
        /** The API of this instance has no one move that leads every partition back. */
        NO_WAY_BACK,
        /** Every offset is where the target is. */
        NOTHING_TO_DO,
        /** By policy nothing on this instance is changed. */
        READ_ONLY_INSTANCE,
        /** More partitions than the policy allows. */
        TOO_MANY_PARTITIONS,
        /** More messages skipped or read again than the policy allows, or an unknown number of them. */
        TOO_MANY_MESSAGES,
        /** What was typed is not the group's name. */
        NOT_CONFIRMED,
        /** The preview is too old to be asked for. */
        PLAN_EXPIRED,
        /** There is a request for this preview already. */
        ALREADY_REQUESTED,
        /** A requester cannot approve or reject their own request. */
        SELF_APPROVAL,
        /** One person's approval counts once. */
        ALREADY_APPROVED,
        /** Only who asked for it may take it back. */
        NOT_REQUESTER,
        /** By policy another person executes it. */
        NOT_EXECUTOR,
        /** The policy asks for more approvals than there are. */
        TOO_FEW_APPROVALS,
        /** The request is no longer, or not yet, in a state that allows this. */
        WRONG_STATE,
        /** No decision was made in time. */
        REQUEST_EXPIRED,
        /** Another user or process changed the request a moment ago. */
        CHANGED_MEANWHILE,
        /** The group has members. */
        GROUP_ACTIVE,
        /** CKafka names a state that is not known here, so the group cannot be said to be empty. */
        GROUP_STATE_UNKNOWN,
        /** The group is Empty, and its offsets move: a client with manual assignment would overwrite a reset. */
        GROUP_COMMITS,
        /** CKafka is still being asked which offsets a time means, or did not answer. */
        PREVIEW_INCOMPLETE,
        /** Every topic of the reset was written, so there is nothing to carry on with. */
        NOTHING_TO_CONTINUE,
        /** What the plan was made from is no longer so. */
        STALE_PLAN,
        /** Another reset of this group is being executed. */
        RESET_IN_FLIGHT,
        /** Nothing of it was executed, so there is nothing to undo. */
        NOTHING_TO_UNDO
    }
}
