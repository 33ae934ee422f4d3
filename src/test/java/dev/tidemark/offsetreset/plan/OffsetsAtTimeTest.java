package dev.tidemark.offsetreset.plan;

import static dev.tidemark.offsetreset.Plans.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupSamples.Sample;
import dev.tidemark.lag.GroupSamples.Sampled;
import dev.tidemark.offsetreset.Plans;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between which offsets a moment lies, from log ends that were sampled before and after it. */
class OffsetsAtTimeTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    /** Samples are written as seconds before now and log end; the moment as seconds before now. */
    @ParameterizedTest(name = "[{0}, {1}], {2}, {3} s ago -> {4} to {5}")
    @CsvSource(delimiter = '|', textBlock = """
            # earliest | log end | samples                    | ago | lower | upper
            10         | 100     |                            | 60  | 10    | 100
            ?          | 100     |                            | 60  | 0     | 100
            10         | 100     | 120:40 90:50 30:80         | 60  | 50    | 80
            10         | 100     | 120:40 90:50 30:50         | 60  | 50    | 50
            10         | 100     | 30:80 20:90                | 60  | 10    | 80
            10         | 100     | 120:40 90:50               | 60  | 50    | 100
            # the answer to the question of 70 s ago may have come up to 10 s later, and clocks differ
            10         | 100     | 90:50 71:60 30:80          | 60  | 50    | 80
            10         | 100     | 90:50 73:60 30:80          | 60  | 60    | 80
            10         | 100     | 90:50 59:60 30:80          | 60  | 50    | 80
            # retention has deleted what was seen
            70         | 100     | 90:50 30:80                | 60  | 70    | 80
            90         | 100     | 90:50 30:80                | 60  | 90    | 90
            # created anew: the log ended further than it does now
            0          | 100     | 120:40 90:500 30:80        | 60  | 0     | 100
            """)
    void followTheTable(String earliest, String logEnd, String samples, long ago, long lower, long upper) {
        GroupSnapshot seen = Plans.group(GroupState.EMPTY).at("orders", 0, "50", earliest, logEnd).seen();

        OffsetsAtTime times = OffsetsAtTime.bounded(seen, Optional.of(sampled(samples)), NOW.minusSeconds(ago));

        assertThat(times.bounds()).containsOnly(Map.entry(PARTITION, new OffsetBounds(lower, upper)));
    }

    private static Sampled sampled(String text) {
        List<Sample> samples = text == null
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(each -> each.split(":", -1))
                        .map(each -> new Sample(NOW.minusSeconds(Long.parseLong(each[0])), OptionalLong.of(1),
                                Long.parseLong(each[1])))
                        .toList();
        return new Sampled(NOW, Optional.of(GroupState.EMPTY), OptionalInt.of(0), Optional.empty(),
                Map.of(PARTITION, samples));
    }
}
