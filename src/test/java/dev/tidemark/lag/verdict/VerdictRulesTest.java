package dev.tidemark.lag.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.timeindex.Times;
import dev.tidemark.lag.verdict.Finding.Why;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each numbered rule, and which of two that fit comes first. Samples are ten seconds apart; {@code -} is no commit. */
class VerdictRulesTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    @ParameterizedTest(name = "{0} of {1}, members {2}, allowed {3} -> {4}, {5}")
    @CsvSource(delimiter = '|', textBlock = """
            # committed       | log end             | members | allowed | verdict         | why
                              |                     | true    | 0       | NOT_ENOUGH_DATA | UNREADABLE
            -                 | 100                 | true    | 0       | NOT_ENOUGH_DATA | NEVER_COMMITTED
            - - -             | 100 200 300         | true    | 0       | NOT_ENOUGH_DATA | NEVER_COMMITTED
            100               | 100                 | true    | 0       | OK              | CAUGHT_UP
            50                | 100                 | true    | 50      | OK              | CAUGHT_UP
            50                | 100                 | true    | 49      | NOT_ENOUGH_DATA | TOO_FEW_SAMPLES
            50 50             | 100 200             | false   | 0       | NOT_ENOUGH_DATA | TOO_FEW_SAMPLES
            90 40 50          | 100 100 100         | true    | 0       | REWIND          | WENT_BACK
            90 40 90          | 100 100 100         | true    | 0       | OK              | CATCHING_UP
            90 40 50          | 100 100 100         | true    | 50      | OK              | CAUGHT_UP
            50 50 50          | 100 200 300         | false   | 0       | STOP            | NO_MEMBERS
            100 100 100       | 100 200 300         | false   | 0       | STOP            | NO_MEMBERS
            50 50 50          | 100 100 100         | false   | 0       | WARN            | LEFT_BEHIND
            50 60 70          | 100 200 300         | false   | 0       | WARN            | FALLS_BEHIND
            50 50 50          | 100 200 300         | true    | 0       | STALL           | DOES_NOT_MOVE
            50 50 50          | 100 100 100         | true    | 0       | STALL           | DOES_NOT_MOVE
            100 100 100       | 100 200 300         | true    | 0       | OK              | CAUGHT_UP_RECENTLY
            50 100 100        | 100 100 300         | true    | 0       | OK              | CAUGHT_UP_RECENTLY
            - 50 50           | 100 200 300         | true    | 0       | WARN            | FALLS_BEHIND
            50 60 70          | 100 120 140         | true    | 0       | WARN            | FALLS_BEHIND
            50 60 70          | 100 110 120         | true    | 0       | OK              | CATCHING_UP
            50 70 80          | 100 110 140         | true    | 0       | WARN            | FALLS_BEHIND
            0 0 50 50 90 90   | 90 100 160 170 215 240 | true | 0      | WARN            | FALLS_BEHIND
            0 90 90 180 180 270 | 300 320 340 360 380 400 | true | 0   | OK              | CATCHING_UP
            50 90 95          | 100 110 112         | true    | 0       | OK              | CATCHING_UP
            """)
    void decidesByTheFirstRuleThatFits(@Nullable String committed, @Nullable String logEnd, boolean members,
            long allowed,
            Verdict verdict, Why why) {
        Finding finding = judge(history(committed, logEnd), members,
                AllowedLag.messages(allowed));

        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.why()).isEqualTo(why);
    }

    @Test
    void doesNotCallAPauseBetweenTwoCommitsAStall() {
        PartitionSamples nineSeconds = new PartitionSamples(new long[]{0, 4, 9}, new long[]{50, 50, 50},
                new long[]{100, 110, 120}, 9, 0, 100);

        assertThat(judge(nineSeconds, true, AllowedLag.messages(0)).verdict())
                .isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }

    /** The oldest unread message of the second case arrived 5 s ago, that of the third before the first sample. */
    @ParameterizedTest
    @CsvSource({"100 200 300, 100 200 300, 5, CAUGHT_UP", "100 200 250, 100 200 300, 5, CAUGHT_UP",
        "100 200 250, 100 200 300, 4, CAUGHT_UP_RECENTLY", "50 50 50, 100 200 300, 3600, DOES_NOT_MOVE"})
    void allowsLagInTimeWhereverTheTimeIsKnown(String committed, String logEnd, long seconds, Why why) {
        AllowedLag allowed = new AllowedLag(0, Optional.of(Duration.ofSeconds(seconds)));

        assertThat(judge(history(committed, logEnd), true, allowed).why()).isEqualTo(why);
    }

    /**
     * A group is read more often once it looks as if it had stopped. Commits every minute leave a lag that rises and falls;
     * many samples of one rise are no growth, and a real one is still seen.
     */
    @ParameterizedTest(name = "{0}: {1} of {2} -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # times                           | committed                           | log end                             | why
            0 180 360 540 720 730 740 750 760 | 70 260 420 615 800 800 800 800 800  | 100 280 460 640 820 830 840 850 860 | CATCHING_UP
            0 180 360 540 720 730 740 750 760 | 70 260 420 580 730 730 730 730 730  | 100 280 460 640 820 830 840 850 860 | FALLS_BEHIND
            0 10 20 30 40 220 400 580 760     | 95 95 95 95 95 280 470 630 820      | 100 110 120 130 140 320 500 680 860 | CATCHING_UP
            0 10 20 30 40 220 400 580 760     | 95 95 95 95 95 250 400 550 700      | 100 110 120 130 140 320 500 680 860 | FALLS_BEHIND
            0 180 360 370 380                 | 0 100 200 205 210                   | 50 200 340 352 364                  | FALLS_BEHIND
            """)
    void weighsEachSampleByTheTimeItStandsFor(String times, String committed, String logEnd, Why why) {
        long[] at = numbers(times);
        PartitionSamples seen = new PartitionSamples(at, numbers(committed), numbers(logEnd), at[at.length - 1], 0,
                100);

        assertThat(judge(seen, true, AllowedLag.messages(0)).why()).isEqualTo(why);
    }

    private static Finding judge(PartitionSamples seen, boolean members, AllowedLag allowed) {
        return VerdictRules.judge(PARTITION, seen, Rates.of(seen, Times.of(seen)), members, allowed);
    }

    static PartitionSamples history(@Nullable String committed, @Nullable String logEnd) {
        long[] read = numbers(committed);
        long[] ends = numbers(logEnd);
        int unmoved = read.length;
        while (unmoved > 0 && read[unmoved - 1] == read[read.length - 1]) {
            unmoved--;
        }
        return new PartitionSamples(LongStream.range(0, read.length).map(sample -> 1_000 + 10 * sample).toArray(), read,
                ends, 990 + 10L * read.length, 1_000 + 10L * unmoved, ends.length == 0 ? 0 : ends[unmoved]);
    }

    private static long[] numbers(@Nullable String text) {
        return text == null || text.isBlank()
                ? new long[0]
                : Arrays.stream(text.strip().split(" +")).mapToLong(number -> number.equals("-")
                        ? PartitionSamples.NONE
                        : Long.parseLong(number)).toArray();
    }
}
