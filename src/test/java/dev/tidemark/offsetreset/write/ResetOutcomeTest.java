package dev.tidemark.offsetreset.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.write.ResetOutcome.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of an outcome can be taken back. */
class ResetOutcomeTest {
    @ParameterizedTest(name = "{0}, committed {1}, afterwards {2}: undo offered {3}")
    @CsvSource({"CONFIRMED, 50, 70, true", "MOVED, 50, 65, true", "MISMATCH, 50, 60, true", "UNKNOWN, 50, 60, true",
        "UNKNOWN, 50, 50, false", "UNKNOWN, 50, -, false", "UNCHANGED, 50, 50, false", "CONFIRMED, -, 70, false",
        "NOT_ATTEMPTED, 50, 60, false"})
    void isOnlyWhatWasSeenToHaveMoved(Result result, String before, String after, boolean undo) {
        Receipt receipt = new Receipt(new TopicPartition("orders", 0), offset(before), OptionalLong.of(70),
                Optional.empty(), offset(after), result, OptionalLong.empty());
        ResetOutcome outcome = new ResetOutcome(ResetStatus.UNKNOWN, List.of(receipt), Instant.EPOCH, false, false,
                false);

        assertThat(outcome.canBeUndone()).isEqualTo(undo);
    }

    private static OptionalLong offset(String text) {
        return text.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }
}
