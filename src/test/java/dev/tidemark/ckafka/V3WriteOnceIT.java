package dev.tidemark.ckafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tencentcloudapi.ckafka.v20190819.models.ModifyGroupOffsetsRequest;
import dev.tidemark.ckafka.v3.V3Calls;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.offsetreset.write.SendPermit;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.SharedEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A shift by ten, the write that must never be repeated, under each fault of the emulator: how often it arrived and how
 * far the offset moved, counted by the emulator and by Kafka.
 */
class V3WriteOnceIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-once"));
    private static final Duration READ_TIMEOUT = Duration.ofMillis(800);

    private final V3Calls calls = TestCalls.to(EMULATOR.endpoint(), READ_TIMEOUT, new SimpleMeterRegistry());

    @ParameterizedTest
    @CsvSource({
        "drop-after, NETWORK, 60",
        "drop-before, NETWORK, 50",
        "http-500, NETWORK, 50",
        "http-503, NETWORK, 50",
        "empty-body, UNREADABLE, 50",
        "code, THROTTLED, 50",
        "delay, TIMEOUT, 60"})
    void arrivesOnceAndMovesTheOffsetAtMostOnce(String kind, Reason reason, long offset) {
        String group = "once-" + kind;
        prepare(group);
        EMULATOR.arm("ModifyGroupOffsets", kind, "RequestLimitExceeded", READ_TIMEOUT.multipliedBy(2));
        int before = EMULATOR.requests("ModifyGroupOffsets");

        ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class, () -> shiftByTen(group));

        assertThat(problem.reason()).isEqualTo(reason);
        Awaitility.await()
                .untilAsserted(() -> assertThat(committed(group)).as("offset after %s", kind).isEqualTo(offset));
        assertThat(EMULATOR.requests("ModifyGroupOffsets") - before).isEqualTo(1);
    }

    @Test
    void movesTheOffsetWhenNothingIsWrong() {
        prepare("once-fine");

        assertThat(shiftByTen("once-fine")).isEqualTo("0");
        assertThat(committed("once-fine")).isEqualTo(60);
    }

    @Test
    void reportsAReturnCodeThatIsNoSuccessAlthoughTheAnswerLooksFine() {
        prepare("once-return-code");
        EMULATOR.arm("ModifyGroupOffsets", "return-code", "1049", Duration.ZERO);

        assertThat(shiftByTen("once-return-code")).isEqualTo("1049");
        assertThat(committed("once-return-code")).isEqualTo(50);
    }

    @Test
    void isRefusedWithTheWrongKeyAndMovesNothing() {
        prepare("once-wrong-key");
        V3Calls wrong = TestCalls.signedWith("wrong", EMULATOR.endpoint(), READ_TIMEOUT, new SimpleMeterRegistry());

        ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class,
                () -> shiftByTen(wrong, "once-wrong-key"));

        assertThat(problem.reason()).isEqualTo(Reason.DENIED);
        assertThat(problem.code()).contains("AuthFailure.SignatureFailure");
        assertThat(problem.requestId()).isPresent();
        assertThat(committed("once-wrong-key")).isEqualTo(50);
    }

    private static void prepare(String group) {
        String topic = group + "-topic";
        BROKER.topic(topic, 1);
        BROKER.produce(topic, 0, 100);
        BROKER.commit(group, topic, 0, 50);
    }

    private String shiftByTen(String group) {
        return shiftByTen(calls, group);
    }

    private static String shiftByTen(V3Calls calls, String group) {
        return calls.write(TestCalls.REGION, "ModifyGroupOffsets", SendPermit.ALWAYS, client -> {
            ModifyGroupOffsetsRequest request = new ModifyGroupOffsetsRequest();
            request.setInstanceId("ckafka-once");
            request.setGroup(group);
            request.setStrategy(0L);
            request.setShift(10L);
            request.setTopics(new String[]{group + "-topic"});
            return client.ModifyGroupOffsets(request).getResult().getReturnCode();
        });
    }

    private static long committed(String group) {
        return BROKER.committed(group).getOrDefault(new TopicPartition(group + "-topic", 0), -1L);
    }
}
