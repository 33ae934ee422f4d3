package dev.tidemark.history.web;

import dev.tidemark.access.Operator;
import dev.tidemark.history.History;
import dev.tidemark.history.HistoryMark;
import dev.tidemark.history.HistoryPoint;
import dev.tidemark.history.HistoryService;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lag and time lag of a consumer group over months. */
@RestController
@RequestMapping("/api/v1/instances/{id}/group/history")
class HistoryApi {
    private final HistoryService history;
    private final Clock clock;

    HistoryApi(HistoryService history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /**
     * Returns the history of a consumer group: lag, time lag and members over time, and what happened meanwhile.
     *
     * @param id the id of the instance, such as {@code ckafka-abcd1234}
     * @param name the name of the consumer group
     * @param topic one topic; left out, all of them together
     * @param range the time until {@code to}: {@code 15m}, {@code 1h}, {@code 6h}, {@code 24h}, {@code 7d}, {@code 30d} or
     *     {@code 180d}
     * @param from the begin in UTC, such as {@code 2026-03-04T03:05:06Z}, instead of a range
     * @param to the end in UTC; left out, now
     * @param points how many points to return at most
     */
    @GetMapping
    Answer findHistory(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name,
            @RequestParam(defaultValue = "") String topic, @RequestParam(defaultValue = "1h") String range,
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "500") int points) {
        Instant end = to.isBlank() ? clock.instant() : instant("to", to);
        Instant begin = from.isBlank() ? end.minus(HistoryRange.parse(range).length()) : instant("from", from);
        History found = history.find(operator, new GroupKey(id, name), topic, begin, end, points);
        return new Answer(id.value(), name.value(), topic, found.from(), found.to(), found.topics(),
                found.points().stream().map(Point::of).toList(), found.marks().stream().map(Mark::of).toList());
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeParseException _) {
            throw InvalidInput.coded(name, "time.utc");
        }
    }

    /**
     * The history of a consumer group.
     *
     * @param topic the one asked for; empty for all together
     * @param topics all that have a history
     */
    public record Answer(String instanceId, String group, String topic, Instant from, Instant to, List<String> topics,
            List<Point> points, List<Mark> marks) {
    }

    /**
     * One point.
     *
     * @param spanSeconds the time it covers; 0 for a single sample
     * @param lag the mean; {@code lagMax} the highest
     * @param timeLagIsLowerBound whether the oldest unread message may be of any greater age
     */
    record Point(Instant at, long spanSeconds, OptionalLong lag, OptionalLong lagMax, OptionalLong timeLagSeconds,
            boolean timeLagIsLowerBound, OptionalInt members) {
        static Point of(HistoryPoint point) {
            return new Point(point.at(), point.span().toSeconds(), point.lag(), point.most(),
                    point.timeLag().map(Duration::toSeconds).map(OptionalLong::of).orElse(OptionalLong.empty()),
                    point.timeLagIsLowerBound(), point.members());
        }
    }

    /**
     * What happened at a time.
     *
     * @param kind {@code VERDICT}, {@code STATE}, {@code MEMBERS} or {@code RESET}
     * @param from what was before
     * @param to what was afterwards; the number of a reset
     */
    record Mark(Instant at, String kind, String from, String to) {
        static Mark of(HistoryMark mark) {
            return new Mark(mark.at(), mark.kind().name(), mark.before(), mark.after());
        }
    }
}
