package dev.tidemark.ckafka;

import static dev.tidemark.ckafka.CkafkaContractPart.mustRefuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.ckafka.CkafkaStage.Fault;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Accepted;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.ByShift;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Move;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Pinned;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Resolved;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.ToOffset;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.ToTime;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Write;
import dev.tidemark.offsetreset.write.SendPermit;
import dev.tidemark.offsetreset.write.SendWithheld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every implementation of {@link GroupOffsetsWriter} promises. Offsets are read back through the reading port. */
interface GroupOffsetsWriterContract extends CkafkaContractPart {
    Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

    @Test
    default void saysWhatItCanWrite() {
        assertThat(stage().writer().capabilities(stage().instance()))
                .isEqualTo(new Capabilities(!cannot().contains(Ability.PINNED_OFFSETS),
                        !cannot().contains(Ability.SOME_PARTITIONS)));
    }

    @Test
    default void putsEachPartitionOnTheOffsetThatIsPinnedAndLeavesTheOthers() {
        hourOfMessages("pinned-topic", 3);
        stage().commits(new ConsumerGroupId("pinned"), "pinned-topic", 5, 5, 5);
        Write write = new Pinned("pinned-topic", new TreeMap<>(Map.of(0, 3L, 2, 10L)));
        if (cannot().contains(Ability.PINNED_OFFSETS)) {
            mustRefuse(() -> send("pinned", write));
            assertThat(offsets("pinned", "pinned-topic")).containsExactly(5L, 5L, 5L);
            return;
        }

        send("pinned", write);

        assertThat(offsets("pinned", "pinned-topic")).containsExactly(3L, 5L, 10L);
    }

    static Stream<Arguments> moves() {
        return Stream.of(
                Arguments.of("ahead", new ByShift(3), 7),
                Arguments.of("back", new ByShift(-1), 3),
                Arguments.of("ahead-of-the-end", new ByShift(100), 10),
                Arguments.of("back-before-the-beginning", new ByShift(-100), 2),
                Arguments.of("time", new ToTime(NOON.plus(Duration.ofMinutes(5)).toEpochMilli()), 5),
                Arguments.of("time-between", new ToTime(NOON.plus(Duration.ofSeconds(330)).toEpochMilli()), 6),
                Arguments.of("time-before", new ToTime(NOON.minus(Duration.ofDays(1)).toEpochMilli()), 2),
                Arguments.of("time-after", new ToTime(NOON.plus(Duration.ofDays(1)).toEpochMilli()), 10),
                Arguments.of("earliest", new ToTime(ToTime.EARLIEST), 2),
                Arguments.of("latest", new ToTime(ToTime.LATEST), 10),
                Arguments.of("offset", new ToOffset(6), 6));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tidemark.ckafka.GroupOffsetsWriterContract#moves")
    default void makesEveryMoveThatIsLeftToCkafka(String name, Move move, long expected) {
        String topic = "move-" + name + "-topic";
        hourOfMessages(topic, 2);
        stage().commits(new ConsumerGroupId("move-" + name), topic, 4, 4);
        stage().deletedBefore(topic, 0, 2);
        stage().deletedBefore(topic, 1, 2);

        Accepted accepted = send("move-" + name, new Resolved(topic, List.of(0, 1), move));

        assertThat(offsets("move-" + name, topic)).containsExactly(expected, expected);
        assertThat(accepted.task()).isEmpty();
        assertThat(accepted.requestId().isBlank()).isEqualTo(cannot().contains(Ability.REQUEST_IDS));
        assertThat(accepted.partitionResults()).isEqualTo(cannot().contains(Ability.WRITTEN_OFFSETS)
                ? List.of()
                : List.of(new PartitionResult(0, OptionalLong.of(expected), OptionalInt.empty()),
                        new PartitionResult(1, OptionalLong.of(expected), OptionalInt.empty())));
    }

    @Test
    default void movesNoOtherTopicOfTheGroup() {
        hourOfMessages("alone-a", 1);
        hourOfMessages("alone-b", 1);
        stage().commits(new ConsumerGroupId("alone"), "alone-a", 4);
        stage().commits(new ConsumerGroupId("alone"), "alone-b", 4);

        send("alone", new Resolved("alone-a", List.of(0), new ByShift(1)));

        assertThat(offsets("alone", "alone-a")).containsExactly(5L);
        assertThat(offsets("alone", "alone-b")).containsExactly(4L);
    }

    @Test
    default void movesNoPartitionThatIsNotNamed() {
        if (cannot().contains(Ability.SOME_PARTITIONS)) {
            return;
        }
        hourOfMessages("some-topic", 3);
        stage().commits(new ConsumerGroupId("some"), "some-topic", 4, 4, 4);

        send("some", new Resolved("some-topic", List.of(1), new ToTime(ToTime.LATEST)));

        assertThat(offsets("some", "some-topic")).containsExactly(4L, 10L, 4L);
    }

    @Test
    default void isRefusedWhileSomeoneIsInTheGroup() {
        stage().member(new ConsumerGroupId("busy"), "busy-1", "busy-topic", 1);

        mustBeRefused("busy", new Resolved("busy-topic", List.of(0), new ToOffset(0)));

        assertThat(offsets("busy", "busy-topic")).isEmpty();
    }

    @Test
    default void isRefusedForAGroupThatIsNotThere() {
        hourOfMessages("absent-topic", 1);

        mustBeRefused("absent", new Resolved("absent-topic", List.of(0), new ToOffset(0)));

        assertThat(offsets("absent", "absent-topic")).isEmpty();
    }

    @Test
    default void isRefusedForATopicThatIsNotThere() {
        hourOfMessages("lone-topic", 1);
        stage().commits(new ConsumerGroupId("lone"), "lone-topic", 4);

        mustBeRefused("lone", new Resolved("lone-nowhere", List.of(0), new ToOffset(0)));

        assertThat(offsets("lone", "lone-topic")).containsExactly(4L);
        assertThat(offsets("lone", "lone-nowhere")).isEmpty();
    }

    @Test
    default void isRefusedForAPartitionThatIsNotThereAndMovesNoOther() {
        hourOfMessages("narrow-topic", 1);
        stage().commits(new ConsumerGroupId("narrow"), "narrow-topic", 4);
        if (!cannot().contains(Ability.SOME_PARTITIONS)) {
            mustBeRefused("narrow", new Resolved("narrow-topic", List.of(0, 1), new ToOffset(0)));
        }
        if (!cannot().contains(Ability.PINNED_OFFSETS)) {
            mustBeRefused("narrow", new Pinned("narrow-topic", new TreeMap<>(Map.of(0, 1L, 1, 1L))));
        }

        assertThat(offsets("narrow", "narrow-topic")).containsExactly(4L);
    }

    @Test
    default void isRefusedToShiftWhatWasNeverCommittedAndMovesNothing() {
        stage().committed(new ConsumerGroupId("unshifted"), "unshifted-topic", 10, OptionalLong.of(4),
                OptionalLong.empty());

        mustBeRefused("unshifted", new Resolved("unshifted-topic", List.of(0, 1), new ByShift(1)));

        assertThat(offsets("unshifted", "unshifted-topic")).containsExactly(4L);
    }

    @Test
    default void writesNothingToAnInstanceThatIsNotThere() {
        Write write = new Resolved("any", List.of(0), new ToOffset(0));

        assertThatThrownBy(() -> send(stage().writer(), new InstanceId("ckafka-nowhere"), "any", write))
                .isInstanceOf(InstanceNotFound.class);
    }

    @ParameterizedTest
    @EnumSource
    default void isUnclearAfterWhateverTheNetworkDoesAndSentOnce(Fault fault) {
        if (!stage().faults().contains(fault)) {
            return;
        }
        String group = "unclear-" + fault.wireName();
        hourOfMessages(group + "-topic", 1);
        stage().commits(new ConsumerGroupId(group), group + "-topic", 4);
        GroupOffsetsWriter hasty = stage().hastyWriter();
        stage().armNextWrite(fault);
        int before = stage().writesSent();

        ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class, () -> send(hasty,
                stage().instance(), group, new Resolved(group + "-topic", List.of(0), new ByShift(3))));

        assertThat(problem.reason()).isEqualTo(fault.reason());
        assertThat(isUnclear(problem)).isTrue();
        Awaitility.await().untilAsserted(() -> assertThat(offsets(group, group + "-topic"))
                .containsExactly(fault.isCarriedOut() ? 7L : 4L));
        assertThat(stage().writesSent() - before).isEqualTo(1);
    }

    @Test
    default void sendsNothingWithoutAPermit() {
        hourOfMessages("withheld-topic", 1);
        stage().commits(new ConsumerGroupId("withheld"), "withheld-topic", 5);
        int before = stage().writesSent();
        SendWithheld late = new SendWithheld("late");

        assertThatThrownBy(() -> stage().writer().write(stage().instance(), new ConsumerGroupId("withheld"),
                new Resolved("withheld-topic", List.of(0), new ByShift(1)), () -> {
                    throw late;
                })).isSameAs(late);

        assertThat(stage().writesSent()).isEqualTo(before);
        assertThat(offsets("withheld", "withheld-topic")).containsExactly(5L);
    }

    @Test
    default void asksForThePermitOnceForAWrite() {
        hourOfMessages("permitted-topic", 1);
        stage().commits(new ConsumerGroupId("permitted"), "permitted-topic", 5);
        AtomicInteger asked = new AtomicInteger();

        stage().writer().write(stage().instance(), new ConsumerGroupId("permitted"),
                new Resolved("permitted-topic", List.of(0), new ByShift(1)), asked::incrementAndGet);

        assertThat(asked).hasValue(1);
    }

    @Test
    default void tellsHowATaskWentAndKnowsNoOther() {
        assertThat(stage().writer().task(stage().instance(), stage().finishedTask())).isEqualTo(TaskState.SUCCEEDED);

        ClusterUnavailable refusal = catchThrowableOfType(ClusterUnavailable.class,
                () -> stage().writer().task(stage().instance(), 424_242));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
    }

    private void mustBeRefused(String group, Write write) {
        int before = stage().writesSent();

        ClusterUnavailable refusal = catchThrowableOfType(ClusterUnavailable.class, () -> send(group, write));

        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(isUnclear(refusal)).as("unclear: %s", refusal.code()).isFalse();
        assertThat(stage().writesSent() - before).isEqualTo(1);
    }

    /** As the reset decides whether a write may have been carried out. */
    private static boolean isUnclear(ClusterUnavailable problem) {
        return switch (problem.reason()) {
            case TIMEOUT, NETWORK, UNREADABLE -> true;
            case THROTTLED, DENIED, NOT_SUPPORTED -> false;
            case REFUSED -> problem.code().filter(code -> code.startsWith("InternalError")).isPresent();
        };
    }

    private Accepted send(String group, Write write) {
        return send(stage().writer(), stage().instance(), group, write);
    }

    private static Accepted send(GroupOffsetsWriter writer, InstanceId instance, String group, Write write) {
        return writer.write(instance, new ConsumerGroupId(group), write, SendPermit.ALWAYS);
    }

    /** Ten messages in each partition, one a minute from noon on. */
    private void hourOfMessages(String topic, int partitions) {
        List<Instant> times = IntStream.range(0, 10).mapToObj(minute -> NOON.plus(Duration.ofMinutes(minute))).toList();
        stage().messages(topic, IntStream.range(0, partitions).mapToObj(_ -> times).toList());
    }

    /** What is committed, by partition; none where nothing is. */
    private List<Long> offsets(String group, String topic) {
        GroupOffsets found = stage().groups().offsets(stage().instance(), new ConsumerGroupId(group),
                new OffsetsQuery("", Optional.of(topic), new PageRequest(0, 50)));
        return found.topics().stream().flatMap(each -> each.partitions().stream())
                .flatMap(row -> row.committedOffset().stream().boxed()).toList();
    }
}
