package dev.tidemark.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Merges neighbouring points, so that a peak never gets lost and the unknown is never counted as zero. Pure. */
final class Merging {
    private Merging() {
    }

    /** At most so many points, each of an equal part of the time; parts without any point stay empty. */
    static List<HistoryPoint> into(int most, Instant from, Instant to, List<HistoryPoint> points) {
        if (points.size() <= most) {
            return points;
        }
        Duration part = Duration.between(from, to).dividedBy(most).plusMillis(1);
        SortedMap<Long, List<HistoryPoint>> parts = new TreeMap<>();
        points.forEach(point -> parts.computeIfAbsent(
                Math.max(0, Duration.between(from, point.at()).dividedBy(part)), _ -> new ArrayList<>()).add(point));
        return parts.values().stream().map(some -> merged(some, part)).toList();
    }

    private static HistoryPoint merged(List<HistoryPoint> some, Duration part) {
        HistoryPoint first = some.getFirst();
        OptionalDouble mean = some.stream().map(HistoryPoint::lag).filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong).average();
        Optional<HistoryPoint> longest = some.stream().filter(point -> point.timeLag().isPresent())
                .max(Comparator.comparing((HistoryPoint point) -> point.timeLag().orElseThrow())
                        .thenComparing(HistoryPoint::timeLagIsLowerBound));
        return new HistoryPoint(first.at(), part.compareTo(first.span()) > 0 ? part : first.span(),
                mean.isPresent() ? OptionalLong.of(Math.round(mean.getAsDouble())) : OptionalLong.empty(),
                highest(some, HistoryPoint::most), longest.flatMap(HistoryPoint::timeLag),
                longest.filter(HistoryPoint::timeLagIsLowerBound).isPresent(), fewest(some));
    }

    private static OptionalLong highest(List<HistoryPoint> some, Function<HistoryPoint, OptionalLong> figure) {
        return some.stream().map(figure).filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong).max();
    }

    private static OptionalInt fewest(List<HistoryPoint> some) {
        return some.stream().map(HistoryPoint::members).filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt).min();
    }
}
