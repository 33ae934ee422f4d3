package dev.tidemark.lag.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lag.SampleWindow;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.timeindex.Times;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time lag, rates and drain estimate, with the edges on which others go wrong. Samples are ten seconds apart. */
class RatesTest {
    @ParameterizedTest(name = "{0} of {1} -> {2} s, at least {3}, in {4}, out {5}, drained in {6}")
    @CsvSource(delimiter = '|', textBlock = """
            # committed   | log end       | behind | at least | in   | out  | drained
            100           | 100           | 0      | false    | -    | -    | -
            - -           | 100 200       | -      | false    | 10   | -    | -
            - 150         | 100 200       | 5      | false    | 10   | -    | -
            100 200       | 100 200       | 0      | false    | 10   | 10   | 0
            50 150        | 100 200       | 5      | false    | 10   | 10   | -
            0 0 100       | 100 200 300   | 20     | false    | 10   | 5    | -
            0 0 150       | 100 200 300   | 15     | false    | 10   | 7.5  | -
            50 50 50      | 100 200 300   | 20     | true     | 10   | 0    | -
            50 50 50      | 100 100 100   | 20     | true     | 0    | 0    | -
            50 60 70      | 100 100 100   | 20     | true     | 0    | 1    | 30
            0 100 200     | 300 310 320   | 20     | true     | 1    | 10   | 14
            90 90 20      | 100 100 50    | 0      | true     | 0    | -3.5 | -
            """)
    void knowsHowFarBehindInTime(String committed, String logEnd, String behind, boolean atLeast, String in,
            String out, String drained) {
        PartitionSamples seen = VerdictRulesTest.history(committed, logEnd);
        Rates pace = Rates.of(seen, Times.of(seen));

        assertThat(pace.timeLag().map(lag -> Math.round(lag.estimate().toMillis() / 1000.0)).map(String::valueOf)
                .orElse("-")).isEqualTo(behind);
        assertThat(pace.timeLag().filter(TimeLag::isLowerBound).isPresent()).isEqualTo(atLeast);
        assertThat(text(pace.produced())).isEqualTo(in);
        assertThat(text(pace.consumed())).isEqualTo(out);
        assertThat(pace.drain().map(Duration::toSeconds).map(String::valueOf).orElse("-")).isEqualTo(drained);
    }

    @Test
    void isNeverNegativeNorLongerThanTheSamplesReachBack() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            int samples = 2 + random.nextInt(SampleWindow.SAMPLES - 1);
            long[] times = new long[samples];
            long[] committed = new long[samples];
            long[] logEnd = new long[samples];
            for (int i = 0; i < samples; i++) {
                times[i] = (i == 0 ? 0 : times[i - 1]) + 1 + random.nextInt(60);
                logEnd[i] = random.nextInt(1_000);
                committed[i] = random.nextInt(1_000);
            }
            PartitionSamples seen = new PartitionSamples(times, committed, logEnd, times[samples - 1],
                    times[samples - 1], logEnd[samples - 1]);
            Rates pace = Rates.of(seen, Times.of(seen));
            Duration reach = Duration.ofSeconds(times[samples - 1] - times[0]);

            assertThat(pace.timeLag()).hasValueSatisfying(
                    lag -> assertThat(lag.estimate()).isBetween(Duration.ZERO, reach));
            assertThat(pace.produced().orElseThrow()).isNotNegative().isFinite();
            assertThat(pace.drain().orElse(Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ZERO);
        }
    }

    private static String text(OptionalDouble rate) {
        return rate.isPresent()
                ? new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))
                        .format(rate.getAsDouble())
                : "-";
    }
}
