package dev.tidemark.offsetreset;

import static dev.tidemark.offsetreset.Plans.NOW;
import static dev.tidemark.offsetreset.Plans.group;
import static dev.tidemark.offsetreset.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.ResetPlan.Warning;
import dev.tidemark.offsetreset.ResetPlan.Warning.Kind;
import dev.tidemark.offsetreset.ResetRefused.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each scenario means for each place a group can stand in, as one table; then what the table cannot say. */
class ResetPlannerTest {
    /**
     * One partition. Committed {@code -} is none, earliest {@code ?} could not be had. Effect and messages are what
     * becomes of messages; {@code !} after an offset says that it was clamped.
     */
    @ParameterizedTest(name = "{0} {1}: committed {2} in [{3}, {4}] -> {5}, {6} {7}")
    @CsvSource(delimiter = '|', textBlock = """
            # target        | mode     | committed | earliest | log end | to    | effect | messages
            to-earliest     | pinned   | 50        | 10       | 100     | 10    | REPLAY | 40
            to-earliest     | pinned   | 10        | 10       | 100     | -     | NOTHING_TO_DO |
            to-earliest     | pinned   | 5         | 10       | 100     | 10    | NONE   | 0
            to-earliest     | pinned   | -         | 10       | 100     | 10    | NONE   | 0
            to-earliest     | pinned   | 50        | ?        | 100     | -     | EARLIEST_UNKNOWN |
            to-earliest     | resolved | 50        | 10       | 100     | 10    | REPLAY | 40
            to-earliest     | resolved | 50        | ?        | 100     | ?     | ?      | ?
            to-latest       | pinned   | 50        | 10       | 100     | 100   | SKIP   | 50
            to-latest       | pinned   | 100       | 10       | 100     | -     | NOTHING_TO_DO |
            to-latest       | pinned   | 5         | 10       | 100     | 100   | SKIP   | 90
            to-latest       | pinned   | 120       | 10       | 100     | 100   | REPLAY | 20
            to-latest       | pinned   | -         | 10       | 100     | 100   | SKIP   | 90
            to-latest       | pinned   | -         | ?        | 100     | 100   | SKIP   | ?
            to-latest       | pinned   | 50        | ?        | 100     | 100   | SKIP   | 50
            to-latest       | resolved | 50        | 10       | 100     | 100   | SKIP   | 50
            to-current      | pinned   | 50        | 10       | 100     | -     | NOTHING_TO_DO |
            to-current      | pinned   | 5         | 10       | 100     | -     | NOTHING_TO_DO |
            to-current      | pinned   | 120       | 10       | 100     | -     | NOTHING_TO_DO |
            to-current      | pinned   | -         | 10       | 100     | 100   | SKIP   | 90
            to-current      | resolved | 50        | 10       | 100     | -     | MODE_NOT_POSSIBLE |
            to-offset 70    | pinned   | 50        | 10       | 100     | 70    | SKIP   | 20
            to-offset 30    | pinned   | 50        | 10       | 100     | 30    | REPLAY | 20
            to-offset 50    | pinned   | 50        | 10       | 100     | -     | NOTHING_TO_DO |
            to-offset 0     | pinned   | 50        | 10       | 100     | 10!   | REPLAY | 40
            to-offset 0     | pinned   | 50        | ?        | 100     | 0     | REPLAY | 50
            to-offset 10    | pinned   | 50        | 10       | 100     | 10    | REPLAY | 40
            to-offset 100   | pinned   | 50        | 10       | 100     | 100   | SKIP   | 50
            to-offset 101   | pinned   | 50        | 10       | 100     | 100!  | SKIP   | 50
            to-offset 30    | pinned   | -         | 10       | 100     | 30    | SKIP   | 20
            to-offset 30    | resolved | 50        | 10       | 100     | 30    | REPLAY | 20
            shift-by 20     | pinned   | 50        | 10       | 100     | 70    | SKIP   | 20
            shift-by -20    | pinned   | 50        | 10       | 100     | 30    | REPLAY | 20
            shift-by 0      | pinned   | 50        | 10       | 100     | -     | NOTHING_TO_DO |
            shift-by 51     | pinned   | 50        | 10       | 100     | 100!  | SKIP   | 50
            shift-by -41    | pinned   | 50        | 10       | 100     | 10!   | REPLAY | 40
            shift-by -60    | pinned   | 50        | ?        | 100     | 0!    | REPLAY | 50
            shift-by 9223372036854775807  | pinned | 50 | 10    | 100     | 100!  | SKIP   | 50
            shift-by -9223372036854775808 | pinned | 50 | 10    | 100     | 10!   | REPLAY | 40
            shift-by 1      | pinned   | 5         | 10       | 100     | 10!   | NONE   | 0
            shift-by 1      | pinned   | -         | 10       | 100     | -     | NO_COMMITTED_OFFSET |
            shift-by 1      | resolved | -         | 10       | 100     | -     | NO_COMMITTED_OFFSET |
            shift-by -20    | resolved | 50        | 10       | 100     | 30    | REPLAY | 20
            to-datetime     | resolved | 50        | 10       | 100     | ?     | ?      | ?
            to-datetime     | resolved | -         | 10       | 100     | ?     | ?      | ?
            to-datetime     | pinned   | 50        | 10       | 100     | -     | MODE_NOT_POSSIBLE |
            by-duration     | resolved | 50        | 10       | 100     | ?     | ?      | ?
            by-duration     | pinned   | 50        | 10       | 100     | -     | MODE_NOT_POSSIBLE |
            from-file 70    | pinned   | 50        | 10       | 100     | 70    | SKIP   | 20
            from-file 5     | pinned   | 50        | 10       | 100     | 10!   | REPLAY | 40
            from-file 500   | pinned   | 50        | 10       | 100     | 100!  | SKIP   | 50
            from-file 70    | pinned   | -         | 10       | 100     | 70    | SKIP   | 60
            from-file 70    | resolved | 50        | 10       | 100     | -     | MODE_NOT_POSSIBLE |
            to-offset 70    | pinned   | 50        | 10       | ?       | -     | PARTITION_UNREADABLE |
            to-earliest     | pinned   | -         | 0        | 0       | 0     | NONE   | 0
            """)
    void followsTheTable(String scenario, String mode, String committed, String earliest, String logEnd, String to,
            String effect, String messages) {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, committed, earliest, logEnd).seen();

        if (to.equals("-")) {
            refuses(scenario, mode, seen, Reason.valueOf(effect));
            return;
        }
        PlannedPartition planned = plan(scenario, mode, seen).partitions().getFirst();

        assertThat(Plans.text(planned.to()) + (planned.clamped() ? "!" : "")).isEqualTo(to);
        assertThat(planned.effect().map(Enum::name).orElse("?")).isEqualTo(effect);
        assertThat(Plans.text(planned.messages())).isEqualTo(messages);
    }

    @ParameterizedTest
    @EnumSource(value = GroupState.class, names = "DEAD", mode = EnumSource.Mode.EXCLUDE)
    void plansForAGroupInAnyStateAndWarnsUnlessItIsEmpty(GroupState state) {
        ResetPlanner.Draft draft = plan("to-earliest", "pinned", group(state).at("orders", 0, "5", "0", "9").seen());

        Kind expected = state == GroupState.EMPTY ? Kind.EMPTY_IS_NOT_STOPPED : Kind.GROUP_ACTIVE;
        assertThat(draft.warnings()).contains(new Warning(expected, 0));
    }

    @Test
    void refusesAGroupThatDoesNotExist() {
        refuses("to-earliest", "pinned", group(GroupState.DEAD).at("orders", 0, "5", "0", "9").seen(),
                Reason.GROUP_DEAD);
    }

    @Test
    void plansOnlyThePartitionsOfTheScope() {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, "5", "0", "9").at("orders", 1, "5", "0", "9")
                .at("orders", 2, "5", "0", "9").at("billing", 0, "5", "0", "9").seen();
        ResetScope scope = new ResetScope(
                List.of(new ResetScope.Part("orders", Optional.of(new TreeSet<>(List.of(0, 2))))));

        assertThat(ResetPlanner.plan(target("to-latest"), ResetMode.PINNED, scope, seen, NOW).partitions())
                .extracting(PlannedPartition::partition)
                .containsExactly(new TopicPartition("orders", 0), new TopicPartition("orders", 2));
    }

    @Test
    void neverTakesAnEmptyScopeForEverything() {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, "5", "0", "9").seen();

        refuses(target("to-latest"), new ResetScope(List.of()), seen, Reason.EMPTY_SCOPE);
        refuses(target("to-latest"), Plans.wholeTopic("payments"), seen, Reason.EMPTY_SCOPE);
        refuses(target("to-latest"), new ResetScope(
                List.of(new ResetScope.Part("orders", Optional.of(new TreeSet<Integer>())))), seen,
                Reason.EMPTY_SCOPE);
    }

    @Test
    void refusesAPartitionThatTheTopicDoesNotHave() {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, "5", "0", "9").seen();

        refuses(target("to-latest"), new ResetScope(
                List.of(new ResetScope.Part("orders", Optional.of(new TreeSet<>(List.of(0, 7)))))), seen,
                Reason.UNKNOWN_PARTITION);
        refuses(new ResetTarget.FromFile(new TreeMap<>(java.util.Map.of(new TopicPartition("orders", 7), 3L))),
                new ResetScope(List.of()), seen, Reason.UNKNOWN_PARTITION);
    }

    @Test
    void takesTheScopeOfAFileFromTheFileAndNarrowsIt() {
        GroupSnapshot seen = group(GroupState.EMPTY).at("billing", 0, "5", "0", "9").at("orders", 0, "5", "0", "9")
                .at("orders", 1, "5", "0", "9").seen();
        var file = new ResetTarget.FromFile(new TreeMap<>(
                java.util.Map.of(new TopicPartition("orders", 1), 3L, new TopicPartition("billing", 0), 4L)));

        assertThat(ResetPlanner.plan(file, ResetMode.PINNED, new ResetScope(List.of()), seen, NOW).partitions())
                .extracting(each -> each.partition().toString()).containsExactly("billing-0", "orders-1");
        assertThat(ResetPlanner.plan(file, ResetMode.PINNED, Plans.wholeTopic("orders"), seen, NOW).partitions())
                .extracting(each -> each.partition().toString()).containsExactly("orders-1");
    }

    @Test
    void doesNotLetOneUnreadablePartitionBecomeANumber() {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, "5", "0", "9").unreadable("orders", 1).seen();

        refuses(target("to-latest"), Plans.wholeTopic("orders"), seen, Reason.PARTITION_UNREADABLE);
    }

    @Test
    void turnsADurationIntoAMomentOnce() {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, "5", "0", "9").seen();

        assertThat(ResetPlanner.plan(new ResetTarget.ByDuration(Duration.ofHours(2)), ResetMode.RESOLVED,
                Plans.wholeTopic("orders"), seen, NOW).moment()).contains(NOW.minus(Duration.ofHours(2)));
    }

    @Test
    void saysAloudWhatItDidAndWhatIsNotKnown() {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, "-", "0", "9").at("orders", 1, "3", "5", "9")
                .at("orders", 2, "3", "?", "9").seen();

        assertThat(plan("to-offset 20", "pinned", seen).warnings()).containsExactlyInAnyOrder(
                new Warning(Kind.EMPTY_IS_NOT_STOPPED, 0), new Warning(Kind.CLAMPED, 3),
                new Warning(Kind.EARLIEST_UNKNOWN, 1), new Warning(Kind.NOT_COMMITTED, 1),
                new Warning(Kind.ALREADY_LOST, 1));
    }

    private static ResetPlanner.Draft plan(String scenario, String mode, GroupSnapshot seen) {
        return ResetPlanner.plan(target(scenario), Plans.mode(mode), Plans.wholeTopic("orders"), seen, NOW);
    }

    private static void refuses(String scenario, String mode, GroupSnapshot seen, Reason reason) {
        assertThatThrownBy(() -> plan(scenario, mode, seen)).asInstanceOf(type(ResetRefused.class))
                .extracting(ResetRefused::reason).isEqualTo(reason);
    }

    private static void refuses(ResetTarget target, ResetScope scope, GroupSnapshot seen, Reason reason) {
        assertThatThrownBy(() -> ResetPlanner.plan(target, ResetMode.PINNED, scope, seen, NOW))
                .asInstanceOf(type(ResetRefused.class)).extracting(ResetRefused::reason).isEqualTo(reason);
    }
}
