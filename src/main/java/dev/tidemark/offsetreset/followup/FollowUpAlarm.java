package dev.tidemark.offsetreset.followup;

/** A group is in trouble after a reset, for the first time of this kind; published in the transaction that stores it. */
public record FollowUpAlarm(FollowUp followUp) {
}
