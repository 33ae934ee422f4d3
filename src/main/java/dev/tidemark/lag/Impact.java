package dev.tidemark.lag;

import dev.tidemark.lag.retention.DataLoss;
import dev.tidemark.lag.verdict.Finding;
import dev.tidemark.lag.verdict.Finding.Why;
import dev.tidemark.lag.verdict.Rates;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * How much the state of a group hurts, for the order of triage: what needs attention most, then what weighs most
 * (production before the rest), then lag that grows before lag that shrinks.
 *
 * @param weight as configured for the group, the higher the earlier
 * @param loss what the group loses to retention, or will; empty where that is not known
 */
public record Impact(Attention attention, int weight, boolean growing, Optional<DataLoss> loss) {
    /** The worst first; equal ones are ordered by the age of what is unread. */
    static final Comparator<Impact> WORST_FIRST = Comparator.comparing(Impact::attention)
            .thenComparing(Impact::weight, Comparator.reverseOrder())
            .thenComparing(Impact::growing, Comparator.reverseOrder());
    /** Below this share of what arrives, the difference of two rates is noise. */
    private static final double NOISE = 0.02;

    /**
     * What a finding comes to.
     *
     * @param lossBy data that is lost before that moment comes first
     * @param churn whether members come and go: shown of a group that is well otherwise
     */
    static Impact of(Finding finding, Rates rates, int weight, Optional<DataLoss> loss, Instant lossBy,
            boolean churn) {
        double produced = rates.produced().orElse(0);
        boolean loses = finding.verdict() != Verdict.ABANDONED
                && loss.filter(known -> known.isDueBy(lossBy)).isPresent();
        Attention needs = churn && finding.verdict() == Verdict.OK ? Attention.CHURN : Attention.of(finding);
        return new Impact(loses ? Attention.DATA_LOSS : needs, weight,
                produced > 0 && produced - rates.consumed().orElse(0) > NOISE * produced, loss);
    }

    /** What a group needs, the most urgent first. */
    public enum Attention {
        /** The group is gone, and so are its committed offsets: consumers would begin anew. */
        LOST,
        /** Unread messages were deleted, or soon will be. */
        DATA_LOSS,
        /** Messages arrive and are not read, or not fast enough; or committed offsets moved back. */
        TROUBLE,
        /** Unread messages, no members, and nothing arrives. */
        IDLE,
        /** Members come and go, though the lag is well. */
        CHURN,
        /** Behind, and getting less. */
        CATCHING_UP,
        /** Not known yet. */
        UNKNOWN,
        /** Long without members and without progress. */
        ABANDONED,
        /** Nothing. */
        NONE;

        private static Attention of(Finding finding) {
            return switch (finding.verdict()) {
                case LOST -> LOST;
                case STOP, STALL, REWIND -> TROUBLE;
                case WARN -> finding.why() == Why.LEFT_BEHIND ? IDLE : TROUBLE;
                case NOT_ENOUGH_DATA -> UNKNOWN;
                case ABANDONED -> ABANDONED;
                case OK -> finding.why() == Why.CATCHING_UP ? CATCHING_UP : NONE;
            };
        }
    }
}
