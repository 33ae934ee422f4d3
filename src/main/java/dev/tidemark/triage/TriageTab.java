package dev.tidemark.triage;

import dev.tidemark.lag.Impact.Attention;

/** The parts of triage, each the groups that need the same of an operator. */
public enum TriageTab {
    /** Lost, in trouble, idle with unread messages, with members that come and go, or not known: and not acknowledged. */
    ATTENTION,
    /** Behind, and getting less. */
    CATCHING_UP,
    /** Long without members and without progress. */
    ABANDONED,
    /** In trouble that is acknowledged. */
    ACKNOWLEDGED,
    /** Every group. */
    ALL;

    boolean has(TriagePage.Row row) {
        Attention needs = row.group().impact().attention();
        boolean acknowledged = row.acknowledgement().isPresent();
        return switch (this) {
            case ATTENTION -> !acknowledged
                    && (needs == Attention.LOST || needs == Attention.DATA_LOSS || needs == Attention.TROUBLE
                            || needs == Attention.IDLE || needs == Attention.CHURN || needs == Attention.UNKNOWN);
            case CATCHING_UP -> needs == Attention.CATCHING_UP;
            case ABANDONED -> needs == Attention.ABANDONED;
            case ACKNOWLEDGED -> acknowledged;
            case ALL -> true;
        };
    }
}
