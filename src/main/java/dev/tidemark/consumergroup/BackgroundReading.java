package dev.tidemark.consumergroup;

/** The port for work that nobody waits for: the same answers, with people's questions going first. */
public record BackgroundReading(ConsumerGroups groups) {
}
