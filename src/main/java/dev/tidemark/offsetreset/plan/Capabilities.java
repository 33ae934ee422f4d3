package dev.tidemark.offsetreset.plan;

/**
 * What the API of an instance can do when offsets are moved.
 *
 * @param pinned whether each partition can be given an offset of its own
 * @param somePartitions whether partitions of a topic can be left out
 */
public record Capabilities(boolean pinned, boolean somePartitions) {
    public static final Capabilities ALL = new Capabilities(true, true);
}
