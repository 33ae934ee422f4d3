package dev.tidemark.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MergingTest {
    private static final Instant FROM = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void leavesFewPointsAsTheyAre() {
        List<HistoryPoint> points = List.of(point(0, 3), point(30, -1));

        assertThat(Merging.into(2, FROM, FROM.plusSeconds(60), points)).isEqualTo(points);
    }

    @Test
    void keepsPeakMeanAndTheUnknownApart() {
        List<HistoryPoint> merged = Merging.into(2, FROM, FROM.plusSeconds(100),
                List.of(point(0, 10), point(10, 30), point(60, -1), point(70, -1)));

        assertThat(merged).hasSize(2);
        assertThat(merged.getFirst().lag()).hasValue(20);
        assertThat(merged.getFirst().most()).hasValue(30);
        assertThat(merged.getLast().lag()).isEmpty();
        assertThat(merged.getLast().most()).isEmpty();
    }

    @RepeatedTest(20)
    void neverHasMoreThanWasAskedForNorLosesThePeak(RepetitionInfo repetition) {
        Random chance = new Random(repetition.getCurrentRepetition());
        int most = 1 + chance.nextInt(100);
        List<HistoryPoint> points = IntStream.range(0, 1_000).map(_ -> chance.nextInt(86_400)).sorted()
                .mapToObj(second -> point(second, chance.nextInt(1_000) - 1)).toList();

        List<HistoryPoint> merged = Merging.into(most, FROM, FROM.plusSeconds(86_400), points);

        assertThat(merged).hasSizeLessThanOrEqualTo(most);
        assertThat(highest(merged)).isEqualTo(highest(points));
        assertThat(merged).extracting(HistoryPoint::at).isSorted();
    }

    private static long highest(List<HistoryPoint> points) {
        return points.stream().mapToLong(point -> point.most().orElse(-1)).max().orElse(-1);
    }

    private static HistoryPoint point(int second, int lag) {
        OptionalLong known = lag < 0 ? OptionalLong.empty() : OptionalLong.of(lag);
        return new HistoryPoint(FROM.plusSeconds(second), Duration.ZERO, known, known, Optional.empty(), false,
                OptionalInt.empty());
    }
}
