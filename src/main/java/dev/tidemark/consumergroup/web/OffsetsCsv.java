package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.GroupOffsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Committed offsets as {@code kafka-consumer-groups --export} writes them and {@code --from-file} reads them: one line
 * {@code topic,partition,offset} for each partition with a commit, and no header. Topic names need no quotes.
 */
final class OffsetsCsv {
    private OffsetsCsv() {
    }

    static String of(List<GroupOffsets.Topic> topics) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream().filter(row -> row.committedOffset().isPresent())
                        .map(row -> topic.name() + "," + row.partition() + "," + row.committedOffset().getAsLong()
                                + "\n"))
                .collect(Collectors.joining());
    }
}
