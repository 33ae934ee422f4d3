package dev.tidemark.consumergroup.web.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.Lag;
import dev.tidemark.testing.Offsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a lag sits: shares of it, and when to speak of skew. */
class LagShareTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "1, 3, 33%, 33",
        "2, 2, 100%, 100",
        "999, 1000, >99%, 100",
        "1, 1000, <1%, 1",
        "9000000000000000000, 9000000000000000000, 100%, 100",
        "0, 5, -, 0"})
    void isAPercentageThatNeverRoundsToNothingNorToAll(long part, long whole, @Nullable String text, long bar) {
        LagShare share = LagShare.of(Lag.of(part), Lag.of(whole), Locale.ENGLISH);

        assertThat(Optional.ofNullable(share).map(LagShare::text)).isEqualTo(Optional.ofNullable(text));
        assertThat(Optional.ofNullable(share).map(LagShare::bar).orElse(0L)).isEqualTo(bar);
    }

    @Test
    void isNothingWhereTheLagIsUnknown() {
        assertThat(LagShare.of(Lag.unknown(), Lag.of(5), Locale.ENGLISH)).isNull();
    }

    // Lags of a topic's partitions; a partition of "-" never had a commit.
    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "100 0, 100% in 0",
        "99 1, none",
        "50 100 0, 67% in 1",
        "0 60 0 0 40, 60% in 1",
        "0 49 51 0, 51% in 2",
        "30 30 40 30, none",
        "90 3, none",
        "500 - -, none",
        "500, none"})
    void isSkewedWhereOnePartitionHoldsHalfAndTwiceItsEvenPart(String lags, @Nullable String skew) {
        List<PartitionOffsets> partitions = new ArrayList<>();
        for (String lag : lags.split(" ", -1)) {
            partitions.add(lag.equals("-")
                    ? Offsets.neverCommitted(partitions.size(), 9)
                    : Offsets.committed(partitions.size(), 0, Long.parseLong(lag)));
        }

        assertThat(TopicRow.Skew.of(new GroupOffsets.Topic("t", partitions), Locale.ENGLISH)
                .map(found -> found.share() + " in " + found.partition())).isEqualTo(Optional.ofNullable(skew));
    }
}
