package dev.tidemark.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.SampleWindow.Point;
import dev.tidemark.lag.timeindex.PartitionTimes;
import dev.tidemark.lag.timeindex.Times;
import dev.tidemark.lag.verdict.PartitionSamples;
import dev.tidemark.lag.verdict.Rates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SampleWindowTest {
    private static final TopicPartition ZERO = new TopicPartition("orders", 0);
    private static final TopicPartition ONE = new TopicPartition("orders", 1);
    private static final Instant START = Instant.parse("2026-03-04T03:00:00Z");

    private final SampleWindow window = new SampleWindow();

    private PartitionSamples history(TopicPartition partition) {
        return window.histories().getOrDefault(partition, PartitionSamples.UNKNOWN);
    }

    @Test
    void keepsTheNewestSamples() {
        for (int i = 0; i < 40; i++) {
            window.add(START.plusSeconds(10L * i), START.plusSeconds(10L * i), Map.of(ZERO, new Point(i, 100 + i)));
        }

        PartitionSamples seen = history(ZERO);

        assertThat(seen.size()).isEqualTo(SampleWindow.SAMPLES);
        assertThat(seen.committed(0)).isEqualTo(40 - SampleWindow.SAMPLES);
        assertThat(seen.logEnd(seen.size() - 1)).isEqualTo(139);
        assertThat(seen.watchedSeconds()).isEqualTo(10L * (SampleWindow.SAMPLES - 1));
    }

    @Test
    void knowsNothingOfAPartitionThatTheLastSampleDidNotShowAndForgetsItInTheEnd() {
        window.add(START, START, Map.of(ZERO, new Point(1, 2), ONE, new Point(1, 2)));
        window.add(START.plusSeconds(10), START.plusSeconds(10), Map.of(ZERO, new Point(1, 2)));

        assertThat(history(ONE).size()).isZero();
        for (int i = 2; i < 20; i++) {
            window.add(START.plusSeconds(10L * i), START.plusSeconds(10L * i), Map.of(ZERO, new Point(1, 2)));
        }
        assertThat(window.histories().keySet()).containsExactly(ZERO);
    }

    @Test
    void skipsTheSamplesInWhichAPartitionWasNotSeen() {
        window.add(START, START, Map.of(ZERO, new Point(1, 2)));
        window.add(START.plusSeconds(10), START.plusSeconds(10), Map.of());
        window.add(START.plusSeconds(20), START.plusSeconds(20), Map.of(ZERO, new Point(3, 4)));

        assertThat(history(ZERO).size()).isEqualTo(2);
        assertThat(history(ZERO).watchedSeconds()).isEqualTo(20);
    }

    @Test
    void remembersSinceWhenAPartitionHasNotMovedBeyondItsSamples() {
        window.add(START, START, Map.of(ZERO, new Point(1, 2)));
        for (int i = 1; i < 40; i++) {
            window.add(START.plusSeconds(10L * i), START.plusSeconds(10L * i),
                    i % 7 == 0 ? Map.of() : Map.of(ZERO, new Point(5, 10 + i)));
        }

        assertThat(history(ZERO).unmovedSeconds()).isEqualTo(380);
        assertThat(history(ZERO).arrivedSinceUnmoved()).isEqualTo(38);
        assertThat(Rates.of(history(ZERO), PartitionTimes.UNKNOWN).timeLag()).isEqualTo(Times.atLeast(380));
    }

    /** Against a list that keeps everything: whatever is seen or missing, the window holds its last fifteen samples. */
    @RepeatedTest(10)
    void holdsTheLastFifteenSamplesOfAnything(RepetitionInfo repetition) {
        Random chance = new Random(repetition.getCurrentRepetition());
        List<Map<TopicPartition, Point>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Map<TopicPartition, Point> sample = new HashMap<>();
            for (int partition = 0; partition < 4; partition++) {
                if (chance.nextInt(3) > 0) {
                    sample.put(new TopicPartition("t" + partition % 2, partition),
                            new Point(chance.nextInt(5) - 1, chance.nextInt(9)));
                }
            }
            all.add(sample);
            window.add(START.plusSeconds(i), START.plusSeconds(i), sample);

            List<Map<TopicPartition, Point>> last = all.subList(Math.max(0, all.size() - 15), all.size());
            for (int partition = 0; partition < 4; partition++) {
                TopicPartition each = new TopicPartition("t" + partition % 2, partition);
                PartitionSamples seen = history(each);
                List<Point> expected = sample.containsKey(each)
                        ? last.stream().filter(one -> one.containsKey(each)).map(one -> one.get(each)).toList()
                        : List.of();
                assertThat(IntStream.range(0, seen.size())
                        .mapToObj(one -> new Point(seen.committed(one), seen.logEnd(one))).toList())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void forgetsTheTopicsOfAReset() {
        window.add(START, START, Map.of(ZERO, new Point(1, 2), new TopicPartition("billing", 0), new Point(1, 2)));

        window.forget(Set.of("orders"));

        assertThat(window.histories().keySet()).extracting(TopicPartition::topic).containsExactly("billing");
    }
}
