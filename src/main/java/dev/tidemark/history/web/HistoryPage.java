package dev.tidemark.history.web;

import dev.tidemark.history.History;
import dev.tidemark.history.HistoryMark;
import dev.tidemark.history.HistoryPoint;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Link;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The lag of a group over months, and what happened to it.
 *
 * @param marks what happened, the newest first
 * @param moreMarks how many older ones are left out
 */
record HistoryPage(Heading heading, Filter filter, Links links, Charts charts, List<Mark> marks, int moreMarks,
        List<Row> rows) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXACT = DateTimeFormatter
            .ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String PATH = "/instances/{id}/group/history";
    private static final int MOST_ROWS = 60;
    private static final int MOST_MARKS = 30;

    static HistoryPage of(GroupKey group, Optional<String> instance, String topic, HistoryRange range, History found,
            HistoryMessages words, Locale locale) {
        List<HistoryMark> newest = found.marks().reversed();
        return new HistoryPage(
                new Heading(group.group().value(), group.instance().value(),
                        instance.orElse(group.instance().value())),
                new Filter(topic, found.topics(), range.parameter(), Arrays.stream(HistoryRange.values())
                        .map(each -> new Range(each.key(), each.number(), address(group, PATH, topic, each),
                                each == range))
                        .toList()),
                new Links(address(group, PATH, topic, range), address(group, PATH + ".csv", topic, range),
                        address(group, "/api/v1" + PATH, topic, range)),
                Charts.of(found, words, locale),
                newest.stream().limit(MOST_MARKS).map(mark -> Mark.of(mark, found, words, locale)).toList(),
                Math.max(0, newest.size() - MOST_MARKS), rows(found.points(), words, locale));
    }

    private static String address(GroupKey group, String path, String topic, HistoryRange range) {
        return Link.to(path, group.instance()).with("name", group.group().value())
                .with("range", range.parameter()).with("topic", topic).toString();
    }

    /** The newest ones, as many as fit a readable table. */
    private static List<Row> rows(List<HistoryPoint> points, HistoryMessages words, Locale locale) {
        int step = Math.max(1, (points.size() + MOST_ROWS - 1) / MOST_ROWS);
        return IntStream.range(0, points.size()).filter(i -> i % step == 0).map(i -> points.size() - 1 - i)
                .mapToObj(points::get).map(point -> new Row(EXACT.format(point.at()), point.at().toString(),
                        Figure.of(point.most(), locale, "unknown.nothing-known"),
                        point.timeLag().map(lag -> words.timeLag(lag, point.timeLagIsLowerBound(), locale))
                                .orElse(null),
                        point.members().isPresent() ? Integer.toString(point.members().getAsInt()) : null))
                .toList();
    }

    /** The group, and the instance in the breadcrumbs by its name, or its id where the name is not known. */
    record Heading(String group, String instanceId, String instance) {
    }

    /**
     * What the page shows: one topic or all, and how far back.
     *
     * @param topic empty for all
     */
    record Filter(String topic, List<String> topics, String range, List<Range> ranges) {
    }

    /** The same page once more, and the same figures as a file and as JSON. */
    record Links(String here, String csv, String json) {
    }

    /**
     * Lag in messages and in time.
     *
     * @param times words for the axis of time, the earliest first
     * @param summary what the first chart shows, in one sentence
     */
    record Charts(HistoryChart lag, HistoryChart timeLag, List<String> times, String summary) {
        static Charts of(History found, HistoryMessages words, Locale locale) {
            NumberFormat number = NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
            number.setMaximumFractionDigits(1);
            List<HistoryPoint> points = found.points();
            return new Charts(
                    HistoryChart.of(points, found.from(), found.to(), point -> real(point.most()), _ -> false,
                            number::format),
                    HistoryChart.of(points, found.from(), found.to(), point -> point.timeLag()
                            .map(lag -> OptionalDouble.of((double) lag.toSeconds())).orElse(OptionalDouble.empty()),
                            HistoryPoint::timeLagIsLowerBound,
                            seconds -> words.span(Duration.ofSeconds(Math.round(seconds)), locale)),
                    times(found.from(), found.to()), summary(points, words, locale));
        }

        private static List<String> times(Instant from, Instant to) {
            DateTimeFormatter format = Duration.between(from, to).toHours() > 24 ? DAY : CLOCK;
            return IntStream.rangeClosed(0, 4)
                    .mapToObj(i -> format.format(from.plus(Duration.between(from, to).multipliedBy(i).dividedBy(4))))
                    .toList();
        }

        private static String summary(List<HistoryPoint> points, HistoryMessages words, Locale locale) {
            long[] known = points.stream().map(HistoryPoint::most).filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong).toArray();
            NumberFormat number = NumberFormat.getIntegerInstance(locale);
            return known.length == 0
                    ? words.say("history.nothing", locale)
                    : words.say("history.summary", locale, number.format(known[0]),
                            number.format(known[known.length - 1]),
                            number.format(Arrays.stream(known).max().orElse(0)));
        }

        private static OptionalDouble real(OptionalLong number) {
            return number.isPresent() ? OptionalDouble.of((double) number.getAsLong()) : OptionalDouble.empty();
        }
    }

    /** A choice of how far back. */
    record Range(String key, int number, String href, boolean chosen) {
    }

    /**
     * Something that happened.
     *
     * @param x its place in the chart, from 0 to 1000
     * @param href the reset; null for anything else
     */
    record Mark(String kind, double x, String utc, String iso, String text, @Nullable String href) {
        static Mark of(HistoryMark mark, History found, HistoryMessages words, Locale locale) {
            return new Mark(mark.kind().name().toLowerCase(Locale.ROOT),
                    Math.round(HistoryChart.place(mark.at(), found.from(), found.to()) * 10) / 10.0,
                    EXACT.format(mark.at()),
                    mark.at().toString(), words.happened(mark, locale),
                    mark.kind() == HistoryMark.Kind.RESET ? "/resets/" + mark.after() : null);
        }
    }

    /** One point; null where something is not known. */
    record Row(String utc, String iso, Figure lag, @Nullable String timeLag, @Nullable String members) {
    }
}
