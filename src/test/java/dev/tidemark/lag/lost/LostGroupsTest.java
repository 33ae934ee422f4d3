package dev.tidemark.lag.lost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostGroupsTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final InstanceId INSTANCE = new InstanceId("ckafka-one");
    private static final GroupKey GROUP = new GroupKey(INSTANCE, new ConsumerGroupId("ledger"));
    private static final Duration KEEP = Duration.ofMinutes(10);

    private final InMemoryLostGroups store = new InMemoryLostGroups();
    private LostGroups lost = new LostGroups(store);
    private int sweeps;

    /**
     * One sweep a minute: {@code here}, {@code miss} for a whole list without the group, {@code fail} for a list that could
     * not be read, {@code away} for an instance that is not watched, {@code other} for a process that begins to sweep. After
     * each: {@code -} nothing, {@code ?} missing for the first time, {@code L} lost.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            here here             | - -
            miss miss miss        | ? L L
            miss here miss miss   | ? - ? L
            fail fail fail        | - - -
            miss fail miss miss   | ? - ? L
            miss away miss miss   | ? - ? L
            miss miss fail fail   | ? L L L
            miss miss away away   | ? L L L
            miss miss here here   | ? L - -
            miss miss here miss   | ? L - ?
            miss other miss       | ? ? L
            miss miss other fail  | ? L L L
            miss miss other here  | ? L L -
            miss miss miss miss miss miss miss miss miss miss miss | ? L L L L L L L L L -
            """)
    void isSureAfterTwoWholeListsWithoutTheGroup(String sweeps, String expected) {
        List<String> seen = new ArrayList<>();
        for (String sweep : sweeps.split(" ", -1)) {
            sweep(sweep);
            seen.add(stored());
        }
        assertThat(seen).containsExactly(expected.split(" ", -1));
    }

    @Test
    void keepsWhatItDecidedUntilTheDatabaseIsBack() {
        sweep("here");
        sweep("miss");
        store.down(true);
        sweep("miss");
        assertThat(lost.confirmed()).hasSize(1);

        store.down(false);
        sweep("miss");

        assertThat(stored()).isEqualTo("L");
    }

    @Test
    void decidesNothingBeforeItKnowsWhatWasDecidedBefore() {
        store.down(true);

        assertThat(sweep("miss")).containsExactly(GROUP);
        assertThat(sweep("miss")).containsExactly(GROUP);
        assertThat(lost.confirmed()).isEmpty();
    }

    private Set<GroupKey> sweep(String what) {
        if (what.equals("other")) {
            lost = new LostGroups(store);
            return Set.of();
        }
        Instant at = NOON.plus(Duration.ofMinutes(sweeps++));
        boolean listed = what.equals("here") || what.equals("miss");
        return lost.swept(what.equals("here") || what.equals("fail") ? Set.of(GROUP) : Set.of(),
                listed ? Set.of(INSTANCE) : Set.of(),
                what.equals("miss") ? List.of(group(at)) : List.of(), at, KEEP);
    }

    private String stored() {
        return store.find(GROUP).map(group -> group.confirmed() ? "L" : "?").orElse("-");
    }

    private static LostGroup group(Instant goneSince) {
        return new LostGroup(GROUP, "orders", 100, Lag.of(3), NOON, goneSince, false, new TreeSet<>(Set.of("t")),
                new TreeMap<>(Map.of(new TopicPartition("t", 0), 7L)));
    }
}
