package dev.tidemark.sandbox.emulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    private final Faults faults = new Faults();

    @Test
    void usesFaultsUpInTheOrderInWhichTheyWereArmed() {
        arm("ModifyGroupOffsets", FaultKind.HTTP_500, 2);
        arm("*", FaultKind.DROP_AFTER, 1);
        arm("ModifyGroupOffsets", FaultKind.EMPTY_BODY, 1);

        assertThat(next("ModifyGroupOffsets")).isEqualTo("http-500");
        assertThat(next("ModifyGroupOffsets")).isEqualTo("http-500");
        assertThat(next("ModifyGroupOffsets")).isEqualTo("drop-after");
        assertThat(next("ModifyGroupOffsets")).isEqualTo("empty-body");
        assertThat(next("ModifyGroupOffsets")).isEqualTo("none");
    }

    @Test
    void leavesOtherActionsAlone() {
        arm("ModifyGroupOffsets", FaultKind.HTTP_500, 1);

        assertThat(next("BatchModifyGroupOffsets")).isEqualTo("none");
        assertThat(faults.armed()).hasSize(1);
    }

    @Test
    void neverGivesAReturnCodeToARead() {
        arm("*", FaultKind.RETURN_CODE, 1);

        assertThat(next("DescribeGroup")).isEqualTo("none");
        assertThat(next("FetchMessageByOffset")).isEqualTo("none");
        assertThat(next("BatchModifyGroupOffsets")).isEqualTo("return-code");
    }

    @ParameterizedTest
    @CsvSource({"TASK, ModifyGroupOffsets, true", "TASK, BatchModifyGroupOffsets, true",
        "TASK, SetGroupOffset, false", "TASK, DescribeGroupOffsets, false", "TASK, DeleteGroup, false",
        "PARTITION_ERROR, DescribeGroupOffsets, true", "PARTITION_ERROR, GetGroupOffsets, true",
        "PARTITION_ERROR, SetGroupOffset, true", "PARTITION_ERROR, SetGroupOffsets, true",
        "PARTITION_ERROR, ModifyGroupOffsets, false", "PARTITION_ERROR, DescribeGroup, false"})
    void givesAFaultOnlyToActionsThatCanActItOut(FaultKind kind, String action, boolean given) {
        arm("*", kind, 1);

        assertThat(next(action)).isEqualTo(given ? kind.wireName() : "none");
    }

    @Test
    void tellsHowManyRequestsAreLeft() {
        arm("*", FaultKind.HTTP_503, 3);
        next("DescribeGroup");

        assertThat(faults.armed()).singleElement().extracting(Fault::times).isEqualTo(2);
    }

    @Test
    void forgetsAllWhenDisarmed() {
        arm("*", FaultKind.HTTP_503, 3);
        faults.disarm();

        assertThat(next("DescribeGroup")).isEqualTo("none");
    }

    private void arm(String action, FaultKind kind, int times) {
        faults.arm(new Fault(action, kind, times, "", Duration.ZERO));
    }

    private String next(String action) {
        return faults.next(action).map(fault -> fault.kind().wireName()).orElse("none");
    }
}
