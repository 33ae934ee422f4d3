package dev.tidemark.offsetreset;

/** A group is in trouble after a reset, for the first time of this kind; published in the transaction that stores it. */
public record FollowUpTrouble(FollowUp followUp) {
}
