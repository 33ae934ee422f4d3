package dev.tidemark.sandbox.traffic;

import java.util.List;

/**
 * A consumer group of the demo.
 *
 * @param members how many live consumers it has; 0 for a group that is Empty
 * @param shows one sentence for the reader of a page or a document
 */
public record DemoGroup(String name, Condition condition, List<String> topics, int members, String shows) {
    public DemoGroup {
        topics = List.copyOf(topics);
    }
}
