package dev.tidemark.offsetreset.followup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupSamples.Sample;
import dev.tidemark.lag.GroupSamples.Sampled;
import dev.tidemark.offsetreset.followup.FollowUp.State;
import dev.tidemark.offsetreset.followup.FollowUp.Subject;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.write.ResetOutcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of a group after a reset, sweep by sweep. A reset is written as {@code before>target} for each partition; a
 * sweep, one each minute, as E(mpty) or S(table) and {@code committed/log end} for each partition, {@code -} for one that
 * was not seen, {@code ?} for a group that was not seen.
 */
class FollowUpRulesTest {
    private static final Instant APPLIED = Instant.parse("2026-03-04T02:40:00.250Z");
    private static final FollowUpRules RULES = new FollowUpRules(Duration.ofMinutes(15), Duration.ofMinutes(5));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a re-read to the end                     | 100>0        | E 0/100; S 10/100; S 50/100; S 100/100     | WAITING RESUMED CAUGHT_UP
            what comes later does not count          | 100>0        | S 0/100; S 100/900                         | WAITING RESUMED CAUGHT_UP
            the marker of a transaction is no message | 100>0       | S 0/100; S 99/100                          | WAITING RESUMED CAUGHT_UP
            one message of one is a message          | 1>0          | S 0/1; S 0/1                               | WAITING RESUMED
            a skip to the end waits for consumers    | 50>100       | E 100/100 *3; S 100/100                    | WAITING CAUGHT_UP
            a skip is read on                        | 50>100       | E 100/200; S 150/200; S 200/200            | WAITING RESUMED CAUGHT_UP
            the first commit ever                    | ->0          | E 0/9; S 3/9; S 9/9                        | WAITING RESUMED CAUGHT_UP
            all partitions must be there             | 9>0 9>0      | S 0/9 0/9; S 9/9 5/9; S 9/9 9/9            | WAITING RESUMED CAUGHT_UP
            a partition that is not seen is not done | 9>0 9>0      | S 0/9 0/9; S 9/9 -                         | WAITING RESUMED
            what is done stays done                  | 9>0 9>0      | S 0/9 0/9; S 9/9 4/9; S - 9/9              | WAITING RESUMED CAUGHT_UP
            members count before they commit         | 100>0        | E 0/100; S 0/100                           | WAITING RESUMED
            no consumer for a quarter of an hour     | 100>0        | E 0/100 *16                                | WAITING NOT_RESUMED
            a minute less is fine                    | 100>0        | E 0/100 *15                                | WAITING
            late is better than never                | 100>0        | E 0/100 *16; S 0/100; S 100/100            | WAITING NOT_RESUMED RESUMED CAUGHT_UP
            back, and gone again                     | 100>0        | S 0/100; S 10/100; E 10/100 *16            | WAITING RESUMED NOT_RESUMED
            gone no longer than a restart takes      | 100>0        | S 0/100; S 10/100; E 10/100 *9; S 10/100   | WAITING RESUMED
            stuck at one offset                      | 9>0 9>0      | S 0/9 0/9; S 9/9 4/9; S 9/9 4/9 *5         | WAITING RESUMED STUCK
            stuck, and then not                      | 9>0 9>0      | S 0/9 0/9; S 9/9 4/9; S 9/9 4/9 *5; S 9/9 5/9 | WAITING RESUMED STUCK RESUMED
            members that read nothing                | 100>0        | S 0/100 *6                                 | WAITING RESUMED STUCK
            a consumer that dies at one message      | 9>0          | S 0/9; S 4/9; E 4/9; S 4/9; E 4/9; S 4/9; E 4/9; S 4/9 | WAITING RESUMED STUCK
            one that moves keeps it going            | 99>0 9>0     | S 0/99 0/9; S 1/99 4/9; S 2/99 4/9; S 3/99 4/9; S 4/99 4/9; S 5/99 4/9; S 6/99 4/9; S 7/99 4/9 | WAITING RESUMED
            back where it was in an empty group      | 100>0        | E 0/100; E 100/100                         | WAITING OVERWRITTEN
            from the first sight on                  | 100>0        | E 100/100; E 110/110                       | WAITING OVERWRITTEN
            one sample may be from before the write  | 100>0        | E 100/100; E 0/100                         | WAITING
            fast consumers with members              | 100>0        | S 100/100; S 100/100                       | WAITING RESUMED CAUGHT_UP
            an assign() consumer that reads on       | 100>0        | E 0/100; E 30/100; E 100/100               | WAITING RESUMED CAUGHT_UP
            before where it was put                  | 50>100       | S 100/200; S 60/200                        | WAITING RESUMED OVERWRITTEN
            back without members                     | 100>0        | S 0/100; S 80/100; E 80/100; E 20/100      | WAITING RESUMED OVERWRITTEN
            back with members is a consumer's choice | 100>0        | S 0/100; S 80/100; S 20/100                | WAITING RESUMED
            nothing is known                         | 100>0        | ? *60                                      | WAITING
            a group that is stopped is not stuck     | 100>0        | S 0/100; S 10/100; S 10/100; E 10/100 *8   | WAITING RESUMED
            not seen is not gone                     | 100>0        | S 0/100; S 10/100; ? *60; E 10/100         | WAITING RESUMED
            not seen is not stuck                    | 100>0        | S 0/100; ? *60                             | WAITING RESUMED
            the end is the end                       | 9>0          | S 0/9; S 9/9; S 2/9; E 2/9 *20             | WAITING RESUMED CAUGHT_UP
            """)
    void seesHowItGoesOn(String name, String reset, String sweeps, String expected) {
        List<State> states = new ArrayList<>(List.of(State.WAITING));
        for (FollowUp step : play(reset, sweeps)) {
            if (step.state() != states.getLast()) {
                states.add(step.state());
            }
        }
        assertThat(states.stream().map(Enum::name).collect(Collectors.joining(" "))).isEqualTo(expected);
    }

    @Test
    void countsWhatIsProcessedAndEstimatesTheEnd() {
        FollowUp now = play("14000>0 500>0", "E 0/14000 0/500; S 0/14000 0/500; S 4000/14000 500/500; "
                + "S 8000/15000 500/500").getLast();

        assertThat(now.figures().messages()).hasValue(14_500);
        assertThat(now.figures().processed()).hasValue(8_500);
        assertThat(now.figures().percent()).hasValue(58);
        assertThat(now.resumedAt()).contains(at(2));
        // 6,000 left at 4,000 a minute.
        assertThat(now.expectedEnd()).contains(at(4).plusSeconds(90));
    }

    /** In the first minute after a reset the sweep forgets what it saw of its topics, again and again. */
    @Test
    void needsNoMoreThanOneSampleAtATime() {
        FollowUp now = begin("1000>0 1000>0");
        int minute = 0;
        for (String sweep : List.of("S 0/1000 10/1000", "S 100/1000 10/1000", "S 300/1000 110/1000")) {
            minute++;
            now = RULES.next(now, Optional.of(sampled(sweep, at(minute), new HashMap<>())), at(minute));
        }

        assertThat(now.figures().processed()).hasValue(410);
        assertThat(now.expectedEnd()).contains(at(3).plusSeconds(534));
    }

    @Test
    void theSlowestPartitionDecidesWhenItIsDone() {
        FollowUp now = play("1000>0 1000>0", "S 0/1000 0/1000; S 500/1000 10/1000; S 900/1000 20/1000").getLast();

        assertThat(now.expectedEnd()).contains(at(3).plusSeconds(98 * 60));
    }

    @Test
    void namesThePartitionThatDoesNotMoveAndLeavesItOutOfTheEstimate() {
        FollowUp now = play("900>0 9>0", "S 0/900 4/9; S 100/900 4/9; S 200/900 4/9; S 300/900 4/9; S 400/900 4/9; "
                + "S 500/900 4/9; S 600/900 4/9; S 700/900 4/9").getLast();

        assertThat(now.state()).isEqualTo(State.RESUMED);
        assertThat(now.figures().stuck()).containsExactly(new TopicPartition("orders", 1));
        assertThat(now.expectedEnd()).contains(at(8).plusSeconds(120));
    }

    @Test
    void whatWasNotSeenIsLeftOutOfTheSumsAndCounted() {
        FollowUp now = play("100>0 100>0", "E 0/100 -; S 50/100 -").getLast();

        assertThat(now.figures().messages()).hasValue(100);
        assertThat(now.figures().processed()).hasValue(50);
        assertThat(now.figures().unknown()).isEqualTo(1);
        assertThat(play("100>0", "?").getLast().figures().messages()).isEmpty();
    }

    @Test
    void knowsSinceWhenThereIsNoConsumerAndBeginsAnewWhenOneReturns() {
        assertThat(play("100>0", "E 0/100 *16").getLast().since()).isEqualTo(APPLIED);
        FollowUp gone = play("100>0", "S 0/100; S 10/100; E 10/100 *16").getLast();
        assertThat(gone.since()).isEqualTo(at(3));
        assertThat(gone.resumedAt()).contains(at(1));
        FollowUp back = play("100>0", "S 0/100; S 10/100; E 10/100 *16; S 10/100").getLast();
        assertThat(back.since()).isEqualTo(at(19));
        assertThat(back.resumedAt()).contains(at(19));
    }

    @Test
    void remembersOfWhichTroubleItWasTold() {
        assertThat(play("100>0", "E 0/100 *16; S 5/100; S 6/100; S 6/100 *6").getLast().announced())
                .isEqualTo(Set.of(State.NOT_RESUMED, State.STUCK));
    }

    @Test
    void isClosedAfterADayWithoutACommit() {
        FollowUp waiting = play("100>0", "?").getLast();

        assertThat(RULES.next(waiting, Optional.empty(), APPLIED.plus(Duration.ofHours(23)))).isSameAs(waiting);
        assertThat(RULES.next(waiting, Optional.empty(), APPLIED.plus(Duration.ofDays(1))).state())
                .isEqualTo(State.CLOSED);
    }

    @Test
    void samplesFromBeforeTheResetAreOfNoUse() {
        FollowUp begun = begin("100>0");
        Sampled before = new Sampled(at(1), Optional.of(GroupState.EMPTY), OptionalInt.of(0), Optional.empty(),
                Map.of(new TopicPartition("orders", 0),
                        List.of(new Sample(APPLIED.minusSeconds(1), OptionalLong.of(100), 100))));

        FollowUp next = RULES.next(begun, Optional.of(before), at(1));

        assertThat(next.figures().unknown()).isEqualTo(1);
        assertThat(next.observedAt()).contains(at(1));
    }

    private static List<FollowUp> play(String reset, String sweeps) {
        List<FollowUp> steps = new ArrayList<>();
        FollowUp now = begin(reset);
        Map<TopicPartition, List<Sample>> seen = new HashMap<>();
        int minute = 0;
        for (String sweep : sweeps(sweeps)) {
            minute++;
            Optional<Sampled> sampled = sweep.equals("?")
                    ? Optional.empty()
                    : Optional.of(sampled(sweep, at(minute), seen));
            now = RULES.next(now, sampled, at(minute));
            steps.add(now);
        }
        return steps;
    }

    private static List<String> sweeps(String text) {
        return Stream.of(text.split(";", -1)).map(String::strip).flatMap(each -> {
            String[] times = each.split(" \\*", -1);
            return Stream.generate(() -> times[0]).limit(times.length == 1 ? 1 : Integer.parseInt(times[1]));
        }).toList();
    }

    private static Sampled sampled(String sweep, Instant at, Map<TopicPartition, List<Sample>> seen) {
        String[] words = sweep.split(" ", -1);
        Map<TopicPartition, List<Sample>> shown = new HashMap<>();
        for (int partition = 0; partition < words.length - 1; partition++) {
            TopicPartition key = new TopicPartition("orders", partition);
            if (words[partition + 1].equals("-")) {
                continue;
            }
            String[] offsets = words[partition + 1].split("/", -1);
            List<Sample> samples = seen.computeIfAbsent(key, _ -> new ArrayList<>());
            samples.add(new Sample(at, OptionalLong.of(Long.parseLong(offsets[0])), Long.parseLong(offsets[1])));
            shown.put(key, List.copyOf(samples.subList(Math.max(0, samples.size() - 15), samples.size())));
        }
        boolean stable = words[0].equals("S");
        return new Sampled(at, Optional.of(stable ? GroupState.STABLE : GroupState.EMPTY),
                OptionalInt.of(stable ? 2 : 0), Optional.empty(), shown);
    }

    private static FollowUp begin(String reset) {
        List<PartitionProgress> partitions = new ArrayList<>();
        for (String move : reset.split(" ", -1)) {
            String[] offsets = move.split(">", -1);
            OptionalLong target = OptionalLong.of(Long.parseLong(offsets[1]));
            partitions.add(PartitionProgress.begin(new Receipt(new TopicPartition("orders", partitions.size()),
                    offsets[0].equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offsets[0])), target,
                    Optional.empty(), target, Result.CONFIRMED, OptionalLong.empty()), APPLIED));
        }
        return new FollowUp(
                new Subject(7, new InstanceId("ckafka-a"), new ConsumerGroupId("orders"), "olga", List.of("anna"),
                        "olga", APPLIED),
                State.WAITING, APPLIED, Optional.empty(), Optional.empty(), Optional.of(APPLIED), Optional.empty(),
                FollowUp.Figures.of(partitions), Optional.empty(), Set.of(), partitions, 0);
    }

    /** Sweeps see the group at whole minutes. */
    private static Instant at(int minute) {
        return Instant.parse("2026-03-04T02:40:00Z").plusSeconds(60L * minute);
    }
}
