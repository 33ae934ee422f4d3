package dev.tidemark.consumergroup.web.group;

import dev.tidemark.kafka.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The partitions of one topic that one member was assigned.
 *
 * @param partitions as people write them: {@code 0–3, 7}
 */
record AssignedTopic(String topic, String partitions) {
    static List<AssignedTopic> of(List<TopicPartition> assignment) {
        SortedMap<String, SortedSet<Integer>> byTopic = new TreeMap<>();
        assignment.forEach(each -> byTopic.computeIfAbsent(each.topic(), _ -> new TreeSet<>()).add(each.partition()));
        return byTopic.entrySet().stream().map(entry -> new AssignedTopic(entry.getKey(), ranges(entry.getValue())))
                .toList();
    }

    private static String ranges(SortedSet<Integer> partitions) {
        List<Range> ranges = new ArrayList<>();
        for (int partition : partitions) {
            if (!ranges.isEmpty() && ranges.getLast().to() + 1 == partition) {
                ranges.set(ranges.size() - 1, new Range(ranges.getLast().from(), partition));
            } else {
                ranges.add(new Range(partition, partition));
            }
        }
        return ranges.stream().map(Range::text).collect(Collectors.joining(", "));
    }

    private record Range(int from, int to) {
        String text() {
            return from == to ? Integer.toString(from) : from + "–" + to;
        }
    }
}
