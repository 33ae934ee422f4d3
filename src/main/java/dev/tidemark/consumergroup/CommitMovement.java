package dev.tidemark.consumergroup;

import java.time.Instant;

/**
 * Committed offsets of a group without members that changed between two reads: a client commits that is not a member.
 *
 * @param since when the oldest of the earlier offsets was read
 * @param until when the change was seen
 * @param partitions how many changed
 */
public record CommitMovement(Instant since, Instant until, int partitions) {
}
