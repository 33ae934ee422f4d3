package dev.tidemark.offsetreset.plan;

import static dev.tidemark.offsetreset.Plans.NOW;
import static dev.tidemark.offsetreset.Plans.group;
import static dev.tidemark.offsetreset.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.Plans;
import dev.tidemark.offsetreset.plan.GroupSnapshot.Position;
import dev.tidemark.offsetreset.plan.ResetPlan.Warning;
import dev.tidemark.offsetreset.plan.ResetPlan.Warning.Kind;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            to-datetime     | pinned   | 50        | 10       | 100     | ?     | ?      | ?
            by-duration     | resolved | 50        | 10       | 100     | ?     | ?      | ?
            by-duration     | pinned   | 50        | 10       | 100     | ?     | ?      | ?
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
    @CsvSource({"EMPTY, pinned, ", "STABLE, pinned, PINNED_WHILE_ACTIVE", "STABLE, resolved, GROUP_ACTIVE",
        "PREPARING_REBALANCE, pinned, PINNED_WHILE_ACTIVE", "COMPLETING_REBALANCE, resolved, GROUP_ACTIVE",
        "UNKNOWN, pinned, STATE_UNKNOWN"})
    void plansForAGroupInAnyStateAndSaysWhatKeepsItFromBeingExecuted(GroupState state, String mode,
            @Nullable Kind warning) {
        ResetPlanner.Draft draft = plan("to-earliest", mode, group(state).at("orders", 0, "5", "0", "9").seen());

        assertThat(draft.warnings()).isEqualTo(warning == null ? List.of() : List.of(new Warning(warning, 0)));
    }

    /** CKafka answers with an offset, with {@code none}, or not yet; then bounds say what is known. */
    @ParameterizedTest(name = "{0}: committed {1} in [{2}, {3}], bounds {4}, answer {5} -> {6}, {7} {8}, at most {9}")
    @CsvSource(delimiter = '|', textBlock = """
            # mode   | committed | earliest | log end | bounds | answer | to  | effect | messages | max skipped
            pinned   | 50        | 10       | 100     | 40-70  | 60     | 60  | SKIP   | 10       | 10
            pinned   | 50        | 10       | 100     | 40-70  | 45     | 45  | REPLAY | 5        | 0
            pinned   | 50        | 10       | 100     | 40-70  | none   | 100 | SKIP   | 50       | 50
            pinned   | 50        | 10       | 100     | 40-70  | 120    | 100 | SKIP   | 50       | 50
            pinned   | 50        | 10       | 100     | 40-70  |        | ?   | ?      | ?        | 20
            pinned   | -         | 10       | 100     | 40-70  | 60     | 60  | SKIP   | 50       | 50
            resolved | 50        | 10       | 100     | 40-70  | 60     | ?   | ?      | ?        | 20
            resolved | 50        | 10       | 100     | 40-45  |        | ?   | ?      | ?        | 0
            resolved | -         | ?        | 100     | 0-70   |        | ?   | ?      | ?        | ?
            """)
    void plansATimeByWhatIsKnownOfIt(String mode, String committed, String earliest, String logEnd, String bounds,
            @Nullable String answer, String to, String effect, String messages, String maxSkipped) {
        TopicPartition partition = new TopicPartition("orders", 0);
        String[] ends = bounds.split("-", -1);
        OffsetsAtTime times = new OffsetsAtTime(
                Map.of(partition, new OffsetBounds(Long.parseLong(ends[0]), Long.parseLong(ends[1]))),
                answer == null
                        ? Map.of()
                        : Map.of(partition, answer.equals("none")
                                ? Optional.empty()
                                : Optional.of(new MessageTime(Long.parseLong(answer), NOW.minusSeconds(9)))),
                Map.of(), Set.of());

        PlannedPartition planned = ResetPlanner.plan(target("to-datetime"), Plans.mode(mode),
                Plans.wholeTopic("orders"), group(GroupState.EMPTY).at("orders", 0, committed, earliest, logEnd).seen(),
                times, NOW).partitions().getFirst();

        assertThat(Plans.text(planned.to())).isEqualTo(to);
        assertThat(planned.effect().map(Enum::name).orElse("?")).isEqualTo(effect);
        assertThat(Plans.text(planned.messages())).isEqualTo(messages);
        assertThat(Plans.text(planned.maxSkipped())).isEqualTo(maxSkipped);
        assertThat(planned.isOutsideBounds()).isEqualTo(to.equals("100"));
        assertThat(planned.isBeyondLastMessage()).isEqualTo("none".equals(answer));
    }

    @Test
    void namesCommitsWhoseMetadataAResetErases() {
        SortedMap<TopicPartition, Position> positions = new TreeMap<>();
        positions.put(new TopicPartition("orders", 0), new Position(OptionalLong.of(5), OptionalLong.of(0),
                OptionalLong.of(9), "checkpoint 7", true));
        positions.put(new TopicPartition("orders", 1), new Position(OptionalLong.of(9), OptionalLong.of(0),
                OptionalLong.of(9), "stays", true));

        ResetPlanner.Draft draft = plan("to-latest", "pinned",
                new GroupSnapshot(GroupState.EMPTY, ClientKind.CONSUMER, positions, NOW));

        assertThat(draft.warnings()).containsExactly(new Warning(Kind.METADATA_ERASED, 1));
        assertThat(draft.partitions().getFirst().metadata()).contains("checkpoint 7");
    }

    @ParameterizedTest
    @CsvSource({"STREAMS, KAFKA_STREAMS", "CONNECT, KAFKA_CONNECT"})
    void saysWhatMattersOfTheApplicationThatCommits(ClientKind kind, Kind warning) {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, "50", "10", "100").seen();

        assertThat(ResetPlanner.plan(target("to-latest"), ResetMode.PINNED, Plans.wholeTopic("orders"),
                new GroupSnapshot(seen.state(), kind, seen.positions(), NOW), OffsetsAtTime.NOT_ASKED, NOW)
                .warnings()).contains(new Warning(warning, 0));
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

        assertThat(ResetPlanner.plan(target("to-latest"), ResetMode.PINNED, scope, seen, OffsetsAtTime.NOT_ASKED, NOW)
                .partitions())
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

        assertThat(
                ResetPlanner.plan(file, ResetMode.PINNED, new ResetScope(List.of()), seen, OffsetsAtTime.NOT_ASKED, NOW)
                        .partitions())
                .extracting(each -> each.partition().toString()).containsExactly("billing-0", "orders-1");
        assertThat(ResetPlanner
                .plan(file, ResetMode.PINNED, Plans.wholeTopic("orders"), seen, OffsetsAtTime.NOT_ASKED, NOW)
                .partitions())
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
                Plans.wholeTopic("orders"), seen, OffsetsAtTime.NOT_ASKED, NOW).moment())
                .contains(NOW.minus(Duration.ofHours(2)));
    }

    @Test
    void saysAloudWhatItDidAndWhatIsNotKnown() {
        GroupSnapshot seen = group(GroupState.EMPTY).at("orders", 0, "-", "0", "9").at("orders", 1, "3", "5", "9")
                .at("orders", 2, "3", "?", "9").seen();

        assertThat(plan("to-offset 20", "pinned", seen).warnings()).containsExactlyInAnyOrder(
                new Warning(Kind.CLAMPED, 3),
                new Warning(Kind.EARLIEST_UNKNOWN, 1), new Warning(Kind.NOT_COMMITTED, 1),
                new Warning(Kind.ALREADY_LOST, 1));
    }

    private static ResetPlanner.Draft plan(String scenario, String mode, GroupSnapshot seen) {
        return ResetPlanner.plan(target(scenario), Plans.mode(mode), Plans.wholeTopic("orders"), seen,
                OffsetsAtTime.NOT_ASKED, NOW);
    }

    private static void refuses(String scenario, String mode, GroupSnapshot seen, Reason reason) {
        assertThatThrownBy(() -> plan(scenario, mode, seen)).asInstanceOf(type(ResetRefused.class))
                .extracting(ResetRefused::reason).isEqualTo(reason);
    }

    private static void refuses(ResetTarget target, ResetScope scope, GroupSnapshot seen, Reason reason) {
        assertThatThrownBy(() -> ResetPlanner.plan(target, ResetMode.PINNED, scope, seen, OffsetsAtTime.NOT_ASKED, NOW))
                .asInstanceOf(type(ResetRefused.class)).extracting(ResetRefused::reason).isEqualTo(reason);
    }
}
