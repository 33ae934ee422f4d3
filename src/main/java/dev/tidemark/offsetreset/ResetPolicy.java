package dev.tidemark.offsetreset;

import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetPlan.Totals;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What has to be kept on one instance for one group.
 *
 * @param approvals how many distinct people other than the requester must agree; 0 for none
 * @param expiresAfter how long a request waits for decisions and execution
 * @param executors who executes what was approved
 * @param maxMessages how many messages may be skipped and read again in all; empty for any number
 * @param maxPartitions how many partitions may be moved; empty for any number
 */
public record ResetPolicy(boolean readOnly, int approvals, Duration expiresAfter, Executors executors,
        OptionalLong maxMessages, OptionalInt maxPartitions) {
    /** Refuses a plan that goes beyond the limits. What is unknown is beyond every limit. */
    void check(ResetPlan plan) {
        if (readOnly) {
            throw new ResetRefused(Reason.READ_ONLY_INSTANCE, plan.instance().value());
        }
        if (maxPartitions.isPresent() && plan.partitions().size() > maxPartitions.getAsInt()) {
            throw new ResetRefused(Reason.TOO_MANY_PARTITIONS, plan.partitions().size(), maxPartitions.getAsInt());
        }
        if (maxMessages.isPresent()) {
            Totals totals = plan.totals();
            // Of what only CKafka will know, the bounds count in both directions.
            long moved = totals.maxReplayed().orElse(0) + totals.maxSkipped().orElse(0);
            boolean unbounded = totals.maxReplayed().isEmpty() || totals.maxSkipped().isEmpty();
            if (unbounded || moved > maxMessages.getAsLong()) {
                throw new ResetRefused(Reason.TOO_MANY_MESSAGES, moved, maxMessages.getAsLong(), totals.unknown());
            }
        }
    }

    /** Who executes what was approved. */
    public enum Executors {
        REQUESTER, APPROVER,
        /** The requester or one of the approvers. */
        EITHER
    }
}
