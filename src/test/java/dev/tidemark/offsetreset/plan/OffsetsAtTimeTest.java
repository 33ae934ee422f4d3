package dev.tidemark.offsetreset.plan;

import static dev.tidemark.offsetreset.Plans.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.timeindex.LogEnd;
import dev.tidemark.offsetreset.Plans;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between which offsets a moment lies, from log ends that were sampled before and after it. */
class OffsetsAtTimeTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    /**
     * Samples are written as seconds before now at which the log end was asked for and answered, and log end; the moment as
     * seconds before now.
     */
    @ParameterizedTest(name = "[{0}, {1}], {2}, {3} s ago -> {4} to {5}")
    @CsvSource(delimiter = '|', textBlock = """
            # earliest | log end | samples                           | ago | lower | upper
            10         | 100     |                                   | 300 | 10    | 100
            ?          | 100     |                                   | 300 | 0     | 100
            10         | 100     | 480-479:40 450-449:50 120-119:80  | 300 | 50    | 80
            10         | 100     | 480-479:40 450-449:50 120-119:50  | 300 | 50    | 50
            10         | 100     | 120-119:80 90-89:90               | 300 | 10    | 80
            10         | 100     | 480-479:40 450-449:50             | 300 | 50    | 100
            # the sweep's clock is 45 s ahead of the messages': this log end was read before the moment
            10         | 100     | 450-449:50 256-255:60 120-119:80  | 300 | 50    | 80
            # and 45 s behind: this one was read after it
            10         | 100     | 450-449:50 344-343:60 120-119:80  | 300 | 50    | 80
            # beyond a minute no clock is wrong
            10         | 100     | 450-449:50 239-238:60 120-119:80  | 300 | 50    | 60
            10         | 100     | 450-449:50 364-361:60 120-119:80  | 300 | 60    | 80
            # asked long before the moment, answered after it
            10         | 100     | 450-449:50 380-320:60 120-119:80  | 300 | 50    | 80
            10         | 100     | 450-449:50 420-295:60 120-119:80  | 300 | 50    | 80
            # retention has deleted what was seen
            70         | 100     | 450-449:50 120-119:80             | 300 | 70    | 80
            90         | 100     | 450-449:50 120-119:80             | 300 | 90    | 90
            # created anew: the log ended further than it does now
            0          | 100     | 480-479:40 450-449:500 120-119:80 | 300 | 0     | 100
            """)
    void followTheTable(String earliest, String logEnd, String samples, long ago, long lower, long upper) {
        GroupSnapshot seen = Plans.group(GroupState.EMPTY).at("orders", 0, "50", earliest, logEnd).seen();

        OffsetsAtTime times = OffsetsAtTime.bounded(seen, Map.of(PARTITION, logEnds(samples)), NOW.minusSeconds(ago));

        assertThat(times.bounds()).containsOnly(Map.entry(PARTITION, new OffsetBounds(lower, upper)));
    }

    private static List<LogEnd> logEnds(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(each -> each.split("[-:]", -1))
                        .map(each -> new LogEnd(NOW.minusSeconds(Long.parseLong(each[0])),
                                NOW.minusSeconds(Long.parseLong(each[1])), Long.parseLong(each[2])))
                        .toList();
    }
}
