package dev.tidemark.history.web;

import dev.tidemark.history.HistoryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * One figure over time as lines in a box of 1000 by 100, and the heights that its axis names. Where nothing was seen for
 * a while the line is broken; it never runs through unknown values.
 *
 * @param lines what was seen without a gap
 * @param areas the same, closed along the bottom
 * @param axis words for the top, the middle and the bottom
 */
record HistoryChart(List<Line> lines, List<String> areas, List<String> axis, boolean empty) {
    private static final double WIDTH = 1_000;
    private static final double HEIGHT = 100;

    /** @param word says a value of the axis */
    static HistoryChart of(List<HistoryPoint> points, Instant from, Instant to,
            Function<HistoryPoint, OptionalDouble> figure, Predicate<HistoryPoint> isLowerBound,
            Function<Double, String> word) {
        double top = ceiling(points.stream().map(figure).flatMapToDouble(value -> value.isPresent()
                ? DoubleStream.of(value.getAsDouble())
                : DoubleStream.empty()).max().orElse(0));
        List<Run> runs = new ArrayList<>();
        Instant last = Instant.MIN;
        Duration gap = longestGap(points, from, to);
        for (HistoryPoint point : points) {
            OptionalDouble value = figure.apply(point);
            if (value.isEmpty()) {
                last = Instant.MIN;
                continue;
            }
            if (last.equals(Instant.MIN) || last.plus(gap).isBefore(point.at())) {
                runs.add(new Run(isLowerBound.test(point), new ArrayList<>()));
            } else if (runs.getLast().lowerBound() != isLowerBound.test(point)) {
                runs.add(
                        new Run(isLowerBound.test(point), new ArrayList<>(List.of(runs.getLast().points().getLast()))));
            }
            runs.getLast().points()
                    .add(new double[]{place(point.at(), from, to), HEIGHT - HEIGHT * value.getAsDouble() / top});
            last = point.at().plus(point.span());
        }
        return new HistoryChart(runs.stream().map(run -> new Line(line(run.points()), run.lowerBound())).toList(),
                runs.stream().map(Run::points).map(run -> coordinates(run.getFirst()[0], HEIGHT) + " " + line(run) + " "
                        + coordinates(run.getLast()[0], HEIGHT)).toList(),
                List.of(word.apply(top), word.apply(top / 2), word.apply(0.0)), runs.isEmpty());
    }

    /** From the left edge, of {@value #WIDTH}. */
    static double place(Instant at, Instant from, Instant to) {
        double part = (double) Duration.between(from, at).toMillis() / Duration.between(from, to).toMillis();
        return WIDTH * Math.clamp(part, 0, 1);
    }

    // Sweeps come at their own pace; three times the usual distance means that some are missing.
    private static Duration longestGap(List<HistoryPoint> points, Instant from, Instant to) {
        List<Duration> distances = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            distances.add(Duration.between(points.get(i - 1).at(), points.get(i).at()));
        }
        Duration usual = distances.stream().sorted().skip(distances.size() / 2).findFirst()
                .orElse(Duration.between(from, to));
        return usual.multipliedBy(3);
    }

    // A round number above the highest value, so that the axis has round numbers.
    private static double ceiling(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        return DoubleStream.of(1, 2, 4, 6, 8, 10).map(step -> step * power).filter(step -> step >= most).findFirst()
                .orElse(most);
    }

    // A lone sample is a short line, or it would be invisible.
    private static String line(List<double[]> run) {
        StringBuilder text = new StringBuilder();
        run.forEach(point -> text.append(text.isEmpty() ? "" : " ").append(coordinates(point[0], point[1])));
        if (run.size() == 1) {
            text.append(' ').append(coordinates(run.getFirst()[0] + 2, run.getFirst()[1]));
        }
        return text.toString();
    }

    /**
     * The points of a polyline.
     *
     * @param lowerBound whether the real values may be any higher
     */
    record Line(String points, boolean lowerBound) {
    }

    private record Run(boolean lowerBound, List<double[]> points) {
    }

    private static String coordinates(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }
}
