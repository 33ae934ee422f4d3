package dev.tidemark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.alert.AlertRules.Say;
import dev.tidemark.alert.AlertRules.Step;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.GroupHealth.Membership;
import dev.tidemark.lag.GroupHealth.Subject;
import dev.tidemark.lag.Impact;
import dev.tidemark.lag.Impact.Attention;
import dev.tidemark.lag.timeindex.Times;
import dev.tidemark.lag.verdict.Finding;
import dev.tidemark.lag.verdict.Finding.Why;
import dev.tidemark.lag.verdict.Rates;
import dev.tidemark.lag.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {
    private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
    private static final AlertRules RULES = new AlertRules(Duration.ofMinutes(2),
            Set.of(Verdict.LOST, Verdict.STOP, Verdict.STALL, Verdict.REWIND), _ -> Duration.ofMinutes(5));
    private static final AlertRules WITHOUT_LOST = new AlertRules(Duration.ofMinutes(2), Set.of(Verdict.STOP),
            _ -> Duration.ofMinutes(5));

    /**
     * One sweep a minute. {@code ok}, {@code warn}, {@code stall}, {@code stop}, {@code ?} for not enough data, {@code x}
     * for a group that is gone, {@code grow} for one that has fallen behind since the first sweep, {@code left} for an
     * abandoned one; in capitals while it is acknowledged. What is said: {@code F}, {@code R}, or
     * {@code -}.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ok ok ok ok                          | - - - -
            warn warn warn warn                  | - - - -
            stop stop                            | - -
            stop stop stop                       | - - F
            stop stop stop stop stop             | - - F - -
            stop ok stop ok stop                 | - - F - -
            stop stall stall                     | - - F
            stall stall stall stop               | - - F F
            stop stop stop stall stall           | - - F - -
            stop stop stop ok ok ok              | - - F - - R
            stop stop stop warn warn warn        | - - F - - R
            stop stop stop ok stop ok ok ok      | - - F - - - - R
            stop stop stop ok ok ok stop stop stop | - - F - - R - - F
            stop ok ok ok                        | - - - -
            ? ? ? ?                              | - - - -
            stop stop stop ? ? ? ?               | - - F - - - -
            stop ? ? stop                        | - - - F
            STOP STOP STOP STOP                  | - - - -
            STOP STOP STOP STOP stop             | - - - - F
            stop stop stop STOP STOP ok ok ok    | - - F - - - - R
            STOP STOP STOP ok ok ok              | - - - - - -
            stop stop stop x x x                 | - - F - - R
            stop x x x                           | - - - -
            ok lost lost lost lost               | - - - F -
            stop stop stop lost lost             | - - F F -
            stop stop stop lost lost x x x       | - - F F - - - -
            LOST LOST LOST x x x                 | - - - - - -
            lost lost lost ? stop stop           | - - F - F -
            lost lost lost ? ok ok ok            | - - F - - - R
            grow grow grow grow grow grow grow   | - - - - - F -
            grow grow grow grow grow grow ok ok ok | - - - - - F - - R
            left left left left                  | - - - -
            stop stop stop left left left        | - - F - - -
            """)
    void speaksUpOnceAndSaysWhenItIsOver(String sweeps, String expected) {
        assertThat(said(RULES, sweeps)).containsExactly(expected.split(" ", -1));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            stop stop stop lost lost lost x x x  | - - F - - - - - -
            lost lost lost x x x                 | - - - - - -
            stop stop stop lost stop ok ok ok    | - - F - - - - R
            """)
    void neverSaysThatALostGroupRecoveredWhereItIsNotToldThatOneIsLost(String sweeps, String expected) {
        assertThat(said(WITHOUT_LOST, sweeps)).containsExactly(expected.split(" ", -1));
    }

    private static List<String> said(AlertRules rules, String sweeps) {
        List<String> said = new ArrayList<>();
        Optional<OpenAlert> trouble = Optional.empty();
        Instant now = START;
        for (String sweep : sweeps.split(" ", -1)) {
            Step step = step(rules, trouble, sweep, now);
            trouble = step.after();
            said.add(step.say() == Say.NOTHING ? "-" : step.say().name().substring(0, 1));
            now = now.plusSeconds(60);
        }
        return said;
    }

    private static Step step(AlertRules rules, Optional<OpenAlert> trouble, String sweep, Instant now) {
        if (sweep.equals("x")) {
            return trouble.map(known -> rules.gone(known, now)).orElse(new Step(trouble, Say.NOTHING));
        }
        boolean acknowledged = sweep.equals(sweep.toUpperCase(Locale.ROOT)) && !sweep.equals("?");
        GroupHealth seen = switch (sweep) {
            case "?" -> group(Verdict.NOT_ENOUGH_DATA, now);
            case "left" -> group(Verdict.ABANDONED, now);
            case "grow" -> group(Verdict.WARN, Why.FALLS_BEHIND, START);
            default -> group(Verdict.valueOf(sweep.toUpperCase(Locale.ROOT)), now);
        };
        return rules.next(trouble, seen, acknowledged, now);
    }

    static GroupHealth group(Verdict verdict, Instant at) {
        return group(verdict, Why.DOES_NOT_MOVE, at);
    }

    private static GroupHealth group(Verdict verdict, Why why, Instant at) {
        return new GroupHealth(
                new Subject(new GroupKey(new InstanceId("ckafka-one"), new ConsumerGroupId("ledger")), "orders",
                        Optional.of("payments")),
                new Membership(Optional.empty(), OptionalInt.of(1), Optional.empty(), Optional.empty(),
                        Optional.empty()),
                new Finding(verdict, why, new TopicPartition("t", 3), Lag.of(17), 4,
                        Duration.ofSeconds(90)),
                at, new Impact(Attention.TROUBLE, 0, true, Optional.empty()), Lag.of(17),
                new Rates(Times.atLeast(91), OptionalDouble.of(1),
                        OptionalDouble.of(0), Optional.empty()),
                List.of(), List.of(), at);
    }
}
