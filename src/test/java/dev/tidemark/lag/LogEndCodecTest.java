package dev.tidemark.lag;

import dev.tidemark.lag.timeindex.LogEnd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.TopicPartition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Log ends come back as they were, and take few bytes. */
class LogEndCodecTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void givesBackWhatWasSeenWithItsGaps() {
        Map<TopicPartition, List<LogEnd>> seen = Map.of(
                new TopicPartition("orders", 0), List.of(end(0, 5), end(30, Long.MAX_VALUE), end(60, 0)),
                new TopicPartition("orders", 7), List.of(end(30, 12)),
                new TopicPartition("夜间结算", 0), List.of(end(0, 0), end(60, 3)));

        assertThat(LogEndCodec.decode(LogEndCodec.encode(seen))).isEqualTo(seen);
        assertThat(LogEndCodec.decode(LogEndCodec.encode(Map.of()))).isEmpty();
    }

    @Test
    void leavesOlderSamplesOut() {
        TopicPartition partition = new TopicPartition("orders", 0);
        List<LogEnd> ends = IntStream.range(0, 40).mapToObj(sample -> end(30 * sample, sample)).toList();

        assertThat(LogEndCodec.decode(LogEndCodec.encode(Map.of(partition, ends)))).containsOnly(
                Map.entry(partition, ends.subList(40 - SampleWindow.SAMPLES, 40)));
    }

    @Test
    void takesSomeTwentyBytesForAPartitionThatGrows() {
        assertThat(bytes(5_000_000_000L, 40)).isLessThan(25);
        assertThat(bytes(Long.MAX_VALUE / 20, Long.MAX_VALUE / 20)).as("at worst").isLessThan(165);
    }

    @Test
    void readsNothingThatAnotherVersionWrote() {
        byte[] later = LogEndCodec.encode(Map.of(new TopicPartition("orders", 0), List.of(end(0, 5))));
        later[0]++;

        assertThat(LogEndCodec.decode(later)).isEmpty();
        assertThat(LogEndCodec.decode(new byte[0])).isEmpty();
    }

    private static long bytes(long first, long step) {
        Map<TopicPartition, List<LogEnd>> seen = new HashMap<>();
        IntStream.range(0, 100).forEach(partition -> seen.put(new TopicPartition("orders", partition),
                IntStream.range(0, SampleWindow.SAMPLES).mapToObj(sample -> end(30 * sample, first + sample * step))
                        .toList()));
        return LogEndCodec.encode(seen).length / 100;
    }

    private static LogEnd end(int seconds, long offset) {
        return new LogEnd(NOON.plusSeconds(seconds), NOON.plusSeconds(seconds + 2), offset);
    }
}
