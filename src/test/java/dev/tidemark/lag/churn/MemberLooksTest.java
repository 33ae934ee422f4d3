package dev.tidemark.lag.churn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.GroupListing.MemberName;
import dev.tidemark.kafka.GroupState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberLooksTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final MemberLooks looks = new MemberLooks();
    private Instant at = NOON;

    /**
     * A look every 30 s: the members as client and number of its member id, {@code 0} for an Empty group, {@code ~} for one
     * that is rebalancing, {@code ?} for a state that does not name its members. Said after the last: how many changes, and
     * of which client how many.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            a1 a1 a1 a1 a1 a1 a1                                  | -
            a1 a2 a3                                              | -
            a1 a2 a3 a4                                           | 6 a 3
            a1 0 a2 0 a3 0 a4                                     | 6 a 3
            a1 ~ a2 ~ a3 ~ a4                                     | 6 a 3
            a1,b1 a2,b1 a3,b1 a4,b1 a5,b1 a5,b2                   | 10 a 4
            a1,b1,c1 a2,b2,c2                                     | -
            a1,b1,c1,d1 a2,b1,c1,d1 a2,b2,c1,d1 a2,b2,c2,d1 a2,b2,c2,d2 | -
            a1,b1,c1,d1 ~ ~ a2,b1,c1,d1 ~ ~ a2,b2,c1,d1 ~ ~ a2,b2,c2,d1 ~ ~ a2,b2,c2,d2 | -
            a1,b1,c1 a1,b1,c1,d1,e1,f1,g1,h1,i1                   | -
            a1,a2,a3 a4,a5,a6 a7,a8,a9                            | -
            a1,a2 a3,a4 a5,a6 a7,a8                               | 12 a 3
            a1,b1 ~ ~ c1,d1 ~ ~ e1,f1 ~ ~ g1,h1                   | 12 rebalancing
            a1,b1 c1,d1 e1,f1 g1,h1                               | -
            a1 ? ? ? a1 ? ? ? a1 ? ? a1                           | -
            ~ ~ ~ ~ ~ ~ ~ ~ ~                                     | -
            """)
    void namesTheClientThatLeavesAgainAndAgain(String seen, String expected) {
        Optional<Churn> said = Optional.empty();
        for (String each : seen.split(" ", -1)) {
            said = look(each, Duration.ofSeconds(30));
        }
        assertThat(said.map(churn -> churn.changes() + churn.client()
                .map(client -> " " + client.clientId() + " " + churn.left()).orElse(" rebalancing")).orElse("-"))
                .isEqualTo(expected);
    }

    @Test
    void forgetsWhatIsOlderThanHalfAnHour() {
        for (int restart = 0; restart < 6; restart++) {
            look("a" + restart, Duration.ofMinutes(4));
        }
        assertThat(look("a5", Duration.ofMinutes(4)).orElseThrow()).satisfies(churn -> {
            assertThat(churn.watched()).isEqualTo(Duration.ofMinutes(24));
            assertThat(churn.client()).contains(new Client("a", "10.0.3.7"));
        });

        look("a5", Duration.ofMinutes(16));
        assertThat(look("a5", Duration.ZERO)).isEmpty();
    }

    @Test
    void aRestartEveryQuarterOfAnHourIsNone() {
        for (int restart = 0; restart < 9; restart++) {
            assertThat(look("a" + restart, Duration.ofMinutes(15))).isEmpty();
        }
    }

    private Optional<Churn> look(String seen, Duration later) {
        GroupState state = switch (seen) {
            case "0" -> GroupState.EMPTY;
            case "~" -> GroupState.PREPARING_REBALANCE;
            case "?" -> GroupState.UNKNOWN;
            default -> GroupState.STABLE;
        };
        List<MemberName> names = state == GroupState.STABLE
                ? Arrays.stream(seen.split(",", -1))
                        .map(member -> new MemberName(member.substring(0, 1), "10.0.3.7", member.hashCode())).toList()
                : List.of();
        Optional<Churn> said = looks.look(at, Optional.of(state), names);
        at = at.plus(later);
        return said;
    }
}
