package dev.tidemark.consumergroup;

/** The port for background work: the same answers, with requests of people going first. */
public record BackgroundReading(ConsumerGroups groups) {
}
