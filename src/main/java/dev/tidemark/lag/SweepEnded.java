package dev.tidemark.lag;

/** This process has read all groups once more. Groups that could not be read are in it as they were last seen. */
public record SweepEnded(LagSnapshot snapshot) {
}
