package dev.tidemark.lag.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.TopicOffsets.Retention;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.lag.retention.RetentionClock.Unread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours are those since midnight; a topic keeps its messages for a number of hours, or for ever. */
class RetentionClockTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-04T00:00:00Z");

    @ParameterizedTest(name = "committed {0}, holds {1} to {2}, written at {3} h, kept for {4} h")
    @CsvSource(delimiter = '|', textBlock = """
            # committed | earliest | end | written at | kept | deleted from | lost | unread share
            8           | 0        | 100 | 10         | 24   | 34           | 0    | 0.92
            100         | 0        | 100 | 10         | 24   |              |      |
            120         | 0        | 100 |            | 24   |              |      |
            8           | 0        | 100 |            | 24   |              |      |
            8           | 0        | 100 | 10         |      |              |      |
            8           | 20       | 100 | 10         | 24   |              | 12   | 1
            20          | 20       | 100 | 10         | 24   | 34           | 0    | 1
            5           | 20       | 20  |            | 24   |              | 15   | 0
            """)
    void saysFromWhenOnUnreadMessagesAreDeleted(long committed, long earliest, long end, @Nullable Long writtenAt,
            @Nullable Long kept, @Nullable Long deletedFrom, @Nullable Long lost, @Nullable Double share) {
        Optional<DataLoss> loss = RetentionClock.of("orders",
                new Retention(Optional.ofNullable(kept).map(Duration::ofHours), false),
                List.of(new Unread(committed, new OffsetRange(earliest, end), at(writtenAt))));

        assertThat(loss).isEqualTo(Optional.ofNullable(lost)
                .map(messages -> new DataLoss("orders", at(deletedFrom), messages, share == null ? -1 : share)));
    }

    @Test
    void ofSeveralPartitionsTheFirstThatIsDeletedCountsAndAllThatIsLost() {
        OffsetRange range = new OffsetRange(50, 100);
        DataLoss loss = RetentionClock.of("orders", new Retention(Optional.of(Duration.ofHours(24)), false), Stream
                .of(new Unread(60, range, at(9L)), new Unread(60, range, at(3L)), new Unread(40, range, at(1L)))
                .toList())
                .orElseThrow();

        assertThat(loss.deletedFrom()).isEqualTo(at(27L));
        assertThat(loss.lost()).isEqualTo(10);
    }

    @Test
    void saysNothingOfACompactedTopic() {
        assertThat(RetentionClock.of("orders", new Retention(Optional.of(Duration.ofHours(1)), true),
                List.of(new Unread(0, new OffsetRange(50, 100), at(1L))))).isEmpty();
    }

    private static Optional<Instant> at(@Nullable Long hour) {
        return Optional.ofNullable(hour).map(each -> MIDNIGHT.plus(Duration.ofHours(each)));
    }
}
