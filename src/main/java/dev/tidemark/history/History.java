package dev.tidemark.history;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a group between two times, the oldest first.
 *
 * @param topics those of which there is anything to show
 */
public record History(Instant from, Instant to, List<HistoryPoint> points, List<HistoryMark> marks,
        List<String> topics) {
    public History {
        points = List.copyOf(points);
        marks = List.copyOf(marks);
        topics = List.copyOf(topics);
    }
}
