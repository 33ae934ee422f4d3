package dev.tidemark.offsetreset.write;

import static dev.tidemark.offsetreset.Plans.NOW;
import static dev.tidemark.offsetreset.Plans.group;
import static dev.tidemark.offsetreset.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.offsetreset.Plans;
import dev.tidemark.offsetreset.plan.GroupSnapshot;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.write.ResetOutcome.Result;
import dev.tidemark.offsetreset.write.WriteAttempt.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is concluded from a plan, an answer and another look at the group; never from the answer alone. */
class ReceiptsTest {
    /** The group stood at 50 in [10, 100]; {@code not sent} has no write, {@code unread} could not be read again. */
    @ParameterizedTest(name = "{0} {1}, {2}, afterwards {3} -> {4}, {5}")
    @CsvSource(delimiter = '|', textBlock = """
            # target     | mode     | answer   | after  | result        | status
            to-offset 70 | pinned   | ACCEPTED | 70     | CONFIRMED     | APPLIED
            to-offset 70 | pinned   | ACCEPTED | 50     | UNCHANGED     | FAILED
            to-offset 70 | pinned   | ACCEPTED | 65     | MISMATCH      | PARTIALLY_APPLIED
            to-offset 70 | pinned   | ACCEPTED | unread | UNKNOWN       | UNKNOWN
            to-offset 70 | pinned   | ACCEPTED | error  | UNKNOWN       | UNKNOWN
            to-offset 70 | pinned   | REFUSED  | 50     | UNCHANGED     | FAILED
            to-offset 70 | pinned   | REFUSED  | 70     | CONFIRMED     | APPLIED
            to-offset 70 | pinned   | REFUSED  | 60     | MISMATCH      | PARTIALLY_APPLIED
            to-offset 70 | pinned   | UNCLEAR  | 70     | CONFIRMED     | APPLIED
            to-offset 70 | pinned   | UNCLEAR  | 50     | UNKNOWN       | UNKNOWN
            to-offset 70 | pinned   | UNCLEAR  | 60     | MISMATCH      | PARTIALLY_APPLIED
            to-offset 70 | pinned   | RUNNING  | 50     | UNKNOWN       | UNKNOWN
            to-offset 70 | pinned   | RUNNING  | 60     | UNKNOWN       | UNKNOWN
            to-offset 70 | pinned   | RUNNING  | 70     | CONFIRMED     | APPLIED
            to-offset 70 | pinned   | NONE     | 50     | UNKNOWN       | UNKNOWN
            to-offset 70 | pinned   | NONE     | 70     | CONFIRMED     | APPLIED
            to-offset 70 | pinned   | WITHHELD | 50     | NOT_ATTEMPTED | FAILED
            to-offset 70 | pinned   | not sent | 50     | NOT_ATTEMPTED | FAILED
            to-offset 70 | pinned   | not sent | 70     | NOT_ATTEMPTED | FAILED
            to-offset 70 | pinned   | not sent | unread | NOT_ATTEMPTED | FAILED
            shift-by 20  | resolved | ACCEPTED | 70     | CONFIRMED     | APPLIED
            shift-by 20  | resolved | UNCLEAR  | 50     | UNKNOWN       | UNKNOWN
            shift-by 20  | resolved | UNCLEAR  | 90     | MISMATCH      | PARTIALLY_APPLIED
            shift-by 60  | resolved | ACCEPTED | 105    | MOVED         | APPLIED
            shift-by 60  | resolved | ACCEPTED | 115    | MISMATCH      | PARTIALLY_APPLIED
            shift-by 900 | resolved | UNCLEAR  | 140    | MOVED         | APPLIED
            shift-by 900 | resolved | ACCEPTED | 160    | MISMATCH      | PARTIALLY_APPLIED
            to-offset 120 | resolved | ACCEPTED | 110   | MOVED         | APPLIED
            to-offset 120 | resolved | ACCEPTED | 130   | MISMATCH      | PARTIALLY_APPLIED
            to-offset 120 | resolved | REFUSED | 110    | MISMATCH      | PARTIALLY_APPLIED
            to-offset 120 | pinned  | ACCEPTED | 110    | MISMATCH      | PARTIALLY_APPLIED
            to-latest    | resolved | ACCEPTED | 100    | CONFIRMED     | APPLIED
            to-latest    | resolved | ACCEPTED | 130    | MOVED         | APPLIED
            to-latest    | resolved | ACCEPTED | 250    | MISMATCH      | PARTIALLY_APPLIED
            to-latest    | resolved | ACCEPTED | 60     | MISMATCH      | PARTIALLY_APPLIED
            to-latest    | resolved | REFUSED  | 130    | MISMATCH      | PARTIALLY_APPLIED
            to-latest    | resolved | ACCEPTED | 50     | UNCHANGED     | FAILED
            to-earliest  | resolved | ACCEPTED | 10     | CONFIRMED     | APPLIED
            to-earliest  | resolved | ACCEPTED | 12     | MOVED         | APPLIED
            to-earliest  | resolved | ACCEPTED | 9      | MISMATCH      | PARTIALLY_APPLIED
            to-datetime  | resolved | ACCEPTED | 37     | MOVED         | APPLIED
            to-datetime  | resolved | ACCEPTED | 9      | MISMATCH      | PARTIALLY_APPLIED
            to-datetime  | resolved | ACCEPTED | 130    | MISMATCH      | PARTIALLY_APPLIED
            to-datetime  | resolved | ACCEPTED | 50     | UNCHANGED     | APPLIED
            to-datetime  | resolved | REFUSED  | 50     | UNCHANGED     | FAILED
            to-datetime  | resolved | REFUSED  | 37     | MISMATCH      | PARTIALLY_APPLIED
            to-datetime  | resolved | UNCLEAR  | 50     | UNKNOWN       | UNKNOWN
            to-datetime  | resolved | UNCLEAR  | 37     | MOVED         | APPLIED
            """)
    void followsTheTable(String scenario, String mode, String answer, String after, Result result, ResetStatus status) {
        ResetPlan plan = Plans.plan(target(scenario), Plans.mode(mode),
                group(GroupState.EMPTY).at("orders", 0, "50", "10", "100").seen());
        List<WriteAttempt> writes = answer.equals("not sent") ? List.of() : List.of(write("orders", answer));

        List<Receipt> receipts = Receipts.of(plan, writes, seen(after), ReceiptsTest::isInFlight);

        assertThat(receipts).extracting(Receipt::result).containsExactly(result);
        assertThat(Receipts.status(writes, receipts)).isEqualTo(status);
    }

    /** The API told where it put the partition, or the number of an error; {@code ?} is an unknown earliest offset. */
    @ParameterizedTest(name = "{0} from [{1}, 100], told {2}, afterwards {3} -> {4}, {5}")
    @CsvSource(delimiter = '|', textBlock = """
            to-datetime  | 10 | 37      | 37 | MOVED     | APPLIED
            to-datetime  | 10 | 37      | 38 | MISMATCH  | PARTIALLY_APPLIED
            to-datetime  | 10 | 50      | 50 | UNCHANGED | APPLIED
            to-datetime  | 10 | 37      | 50 | UNCHANGED | FAILED
            to-datetime  | 10 | error 3 | 50 | UNCHANGED | FAILED
            to-datetime  | 10 | error 3 | 37 | MISMATCH  | PARTIALLY_APPLIED
            to-latest    | 10 | error 3 | 130 | MISMATCH | PARTIALLY_APPLIED
            to-latest    | 10 | 130     | 130 | MOVED    | APPLIED
            to-earliest  | ?  | 12      | 12 | MOVED     | APPLIED
            to-earliest  | ?  | 12      | 13 | MISMATCH  | PARTIALLY_APPLIED
            shift-by -45 | ?  | 10      | 10 | MOVED     | APPLIED
            shift-by -45 | ?  | 10      | 11 | MISMATCH  | PARTIALLY_APPLIED
            shift-by -45 | 1  | 10      | 10 | MISMATCH  | PARTIALLY_APPLIED
            to-offset 3  | ?  | 10      | 10 | MOVED     | APPLIED
            to-offset 70 | ?  | error 3 | 70 | CONFIRMED | APPLIED
            to-offset 70 | ?  | error 3 | 50 | UNCHANGED | FAILED
            """)
    void takesTheOffsetThatTheApiNamesAtItsWordAndStillReads(String scenario, String earliest, String told,
            String after, Result result, ResetStatus status) {
        ResetPlan plan = Plans.plan(target(scenario), ResetMode.RESOLVED,
                group(GroupState.EMPTY).at("orders", 0, "50", earliest, "100").seen());
        PartitionResult said = told.startsWith("error ")
                ? new PartitionResult(0, OptionalLong.empty(), OptionalInt.of(Integer.parseInt(told.substring(6))))
                : new PartitionResult(0, OptionalLong.of(Long.parseLong(told)), OptionalInt.empty());
        List<WriteAttempt> writes = List.of(write("orders", "ACCEPTED").partitionResults(List.of(said)));

        List<Receipt> receipts = Receipts.of(plan, writes, seen(after), ReceiptsTest::isInFlight);

        assertThat(receipts).extracting(Receipt::result).containsExactly(result);
        assertThat(Receipts.status(writes, receipts)).isEqualTo(status);
    }

    @Test
    void givesUpOnAWriteWithoutAnAnswerOnlyWhenItCanNoLongerArrive() {
        ResetPlan plan = Plans.plan(target("to-offset 70"), ResetMode.PINNED,
                group(GroupState.EMPTY).at("orders", 0, "50", "10", "100").seen());
        List<WriteAttempt> writes = List.of(write("orders", "UNCLEAR"));

        assertThat(Receipts.of(plan, writes, seen("50"), ReceiptsTest::isInFlightLater)).extracting(Receipt::result)
                .containsExactly(Result.UNCHANGED);
    }

    @ParameterizedTest(name = "{0} s after a write was sent that is {1}: {2}")
    @CsvSource({"121, RUNNING, UNKNOWN", "899, RUNNING, UNKNOWN", "901, RUNNING, UNCHANGED", "121, UNCLEAR, UNCHANGED",
        "419, NONE, UNKNOWN", "421, NONE, UNCHANGED"})
    void believesATaskToGoOnForLongerThanALostAnswer(int seconds, String answer, Result result) {
        ResetPlan plan = Plans.plan(target("to-offset 70"), ResetMode.PINNED,
                group(GroupState.EMPTY).at("orders", 0, "50", "10", "100").seen());

        assertThat(Receipts.of(plan, List.of(write("orders", answer)), seen("50"),
                write -> write.isInFlight(NOW.plusSeconds(seconds), Duration.ofMinutes(7), Duration.ofMinutes(15))))
                .extracting(Receipt::result).containsExactly(result);
    }

    @Test
    void neverCallsAResetAppliedOfWhichOneTopicWasNotSent() {
        ResetPlan plan = Plans.plan(target("to-latest"), ResetMode.PINNED, group(GroupState.EMPTY)
                .at("billing", 0, "50", "10", "100").at("orders", 0, "50", "10", "100").seen());
        GroupSnapshot after = group(GroupState.EMPTY).at("billing", 0, "100", "10", "100")
                .at("orders", 0, "50", "10", "100").seen();
        List<WriteAttempt> writes = List.of(write("billing", "ACCEPTED"));

        List<Receipt> receipts = Receipts.of(plan, writes, Optional.of(after), ReceiptsTest::isInFlight);

        assertThat(receipts).extracting(Receipt::result).containsExactly(Result.CONFIRMED, Result.NOT_ATTEMPTED);
        assertThat(Receipts.status(writes, receipts)).isEqualTo(ResetStatus.PARTIALLY_APPLIED);
    }

    @Test
    void confirmsWhatNeededNoWrite() {
        ResetPlan plan = Plans.plan(target("to-latest"), ResetMode.PINNED, group(GroupState.EMPTY)
                .at("orders", 0, "100", "10", "100").at("orders", 1, "50", "10", "100").seen());
        GroupSnapshot after = group(GroupState.EMPTY).at("orders", 0, "100", "10", "100")
                .at("orders", 1, "100", "10", "100").seen();

        assertThat(
                Receipts.of(plan, List.of(write("orders", "ACCEPTED")), Optional.of(after), ReceiptsTest::isInFlight))
                .extracting(Receipt::result).containsOnly(Result.CONFIRMED);
    }

    private static WriteAttempt write(String topic, String answer) {
        return WriteAttempt.sent(topic, NOW).answered(NOW, Answer.valueOf(answer), "", "", "req-1");
    }

    private static Optional<GroupSnapshot> seen(String after) {
        return Stream.of(after).filter(text -> !text.equals("unread"))
                .map(text -> text.equals("error")
                        ? group(GroupState.EMPTY).unreadable("orders", 0).seen()
                        : group(GroupState.EMPTY).at("orders", 0, text, "10", "150").seen())
                .findFirst();
    }

    private static boolean isInFlight(WriteAttempt write) {
        return write.isInFlight(NOW.plusSeconds(1), Duration.ofMinutes(7), Duration.ofMinutes(15));
    }

    private static boolean isInFlightLater(WriteAttempt write) {
        return write.isInFlight(NOW.plusSeconds(421), Duration.ofMinutes(7), Duration.ofMinutes(15));
    }
}
