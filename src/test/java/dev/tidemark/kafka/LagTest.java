package dev.tidemark.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagTest {
    // A lag of "-" is unknown; an absent offset is an empty cell.
    @ParameterizedTest
    @CsvSource(nullValues = "", value = {
        "100, 130, 30",
        "130, 130, 0",
        "0, 0, 0",
        "131, 130, 0",
        ", 130, -",
        "100, , -",
        ", , -",
        "0, 9223372036854775807, 9223372036854775807"})
    void isTheLogEndOffsetLessTheCommittedOneWhereBothAreKnown(@Nullable Long committed, @Nullable Long end,
            String lag) {
        assertThat(Lag.between(offset(committed), offset(end))).hasToString(lag);
    }

    @ParameterizedTest
    @CsvSource({"'1,2,3', 6", "'1,-,3', 4", "'-,-', -", "'', -", "'0,-', 0"})
    void isSummedOverWhatIsKnownAndNeverCountsUnknownAsZero(String parts, String total) {
        Stream<Lag> lags = Arrays.stream(parts.split(",")).filter(part -> !part.isEmpty())
                .map(part -> part.equals("-") ? Lag.unknown() : Lag.of(Long.parseLong(part)));

        assertThat(Lag.total(lags)).hasToString(total);
    }

    @Test
    void isNeverNegative() {
        assertThatThrownBy(() -> Lag.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comesLastWhenUnknownAndSortedWorstFirst() {
        assertThat(Stream.of(Lag.of(0), Lag.unknown(), Lag.of(7)).sorted(Comparator.reverseOrder()))
                .extracting(Lag::toString).containsExactly("7", "0", "-");
    }

    @Test
    void hasNoMessagesWhenUnknown() {
        assertThat(Lag.unknown().messages()).isEmpty();
        assertThat(Lag.of(5).messages()).hasValue(5);
    }

    private static OptionalLong offset(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
