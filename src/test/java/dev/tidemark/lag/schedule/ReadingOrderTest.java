package dev.tidemark.lag.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lag.schedule.ReadingOrder.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which group is read next, by how many seconds ago it was read. No group is read twice within 10 s; after 180 s a quiet one
 * has four turns of five. Capital letters are troubled, X and Y
 * looked at, {@code ?} was never read.
 */
class ReadingOrderTest {
    private static final Instant NOW = Instant.parse("2026-03-04T03:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # groups                          | order
            a30 b20 c40                       | c a b
            a30 b30 c30                       | a b c
            a9 b10 c11                        | c b
            A9 b170                           | b
            A10 b170                          | A b
            A10 B20 C30 d170 e20              | C B A d e
            N? A10 B90 c170                   | N B A c
            A10 B20 C30 d180 e170             | C d B A e
            A10 B20 d999 e888 f777 g666 h555 i444 | B d e f g A h i
            A10 B20 d999 e888 f170            | B d e A f
            A9 B8 c999                        | c
            A50 X10 Y20 b170                  | Y X A b
            A50 X9 b170                       | A b
            A50 X10 Y20 b200 c190             | Y b c X A
            n? a30                            | n a
            """)
    void readsWhatIsUrgentFirstAndThenWhatWasReadLongestAgo(String groups, String order) {
        ReadingOrder<String> waiting = new ReadingOrder<>(EVERY, LONGEST);
        for (String group : groups.split(" ", -1)) {
            add(waiting, group);
        }

        assertThat(String.join(" ", takeAll(waiting, NOW))).isEqualTo(order);
    }

    @Test
    void saysWhenTheNextOneIsDue() {
        ReadingOrder<String> waiting = new ReadingOrder<>(EVERY, LONGEST);
        assertThat(waiting.nextDue()).isEmpty();
        add(waiting, "A3");
        add(waiting, "b7");

        assertThat(waiting.nextDue()).contains(NOW.plusSeconds(3));
        assertThat(waiting.next(NOW.plusSeconds(2))).isEmpty();
        assertThat(waiting.next(NOW.plusSeconds(3))).contains("b");
        assertThat(waiting.nextDue()).contains(NOW.plusSeconds(7));
    }

    @Test
    void readsEveryGroupAtOnceWhenThereIsNoLeastTimeBetweenReadings() {
        ReadingOrder<String> waiting = new ReadingOrder<>(Duration.ZERO, LONGEST);
        add(waiting, "A0");
        add(waiting, "b0");
        add(waiting, "C?");

        assertThat(takeAll(waiting, NOW)).containsExactly("C", "A", "b");
    }

    /** Turn by turn among a hundred groups: without urgent ones each would be read every hundred turns. */
    @ParameterizedTest
    @CsvSource({"0, 100, 0", "10, 113, 50", "50, 63, 250", "90, 13, 450", "100, 0, 100"})
    void givesQuietGroupsThatWaitTooLongFourTurnsOfFive(int urgent, long longestOfQuiet, long longestOfUrgent) {
        ReadingOrder<Integer> waiting = new ReadingOrder<>(Duration.ZERO, Duration.ZERO);
        Instant[] readAt = new Instant[100];
        for (int group = 0; group < readAt.length; group++) {
            readAt[group] = NOW.minusSeconds(1);
            waiting.add(group, group < urgent ? Urgency.TROUBLED : Urgency.QUIET, readAt[group]);
        }
        long[] longest = new long[2];
        for (int turn = 0; turn < 3_000; turn++) {
            Instant now = NOW.plusSeconds(turn);
            int read = waiting.next(now).orElseThrow();
            int kind = read < urgent ? 1 : 0;
            if (turn > 500) {
                longest[kind] = Math.max(longest[kind], Duration.between(readAt[read], now).toSeconds());
            }
            readAt[read] = now;
            waiting.add(read, read < urgent ? Urgency.TROUBLED : Urgency.QUIET, now);
        }
        assertThat(longest).containsExactly(longestOfQuiet, longestOfUrgent);
    }

    private static void add(ReadingOrder<String> waiting, String group) {
        String name = group.substring(0, 1);
        String seconds = group.substring(1);
        waiting.add(name, urgency(name),
                seconds.equals("?") ? Instant.MIN : NOW.minusSeconds(Long.parseLong(seconds)));
    }

    private static Urgency urgency(String name) {
        if (name.equals("X") || name.equals("Y")) {
            return Urgency.LOOKED_AT;
        }
        return Character.isUpperCase(name.charAt(0)) ? Urgency.TROUBLED : Urgency.QUIET;
    }

    private static List<String> takeAll(ReadingOrder<String> waiting, Instant now) {
        List<String> order = new ArrayList<>();
        for (Optional<String> next = waiting.next(now); next.isPresent(); next = waiting.next(now)) {
            order.add(next.get());
        }
        return order;
    }
}
