package dev.tidemark.lag;

/**
 * This process has swept once more. Groups that were not read in this sweep, because it was not their turn or because they
 * did not answer, are in it as they were last seen.
 */
public record SweepEnded(LagSnapshot snapshot) {
}
