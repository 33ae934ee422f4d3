package dev.tidemark.ckafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.v2.V2GroupOffsetsWriter;
import dev.tidemark.ckafka.v2.V2Instances;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Accepted;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.ByShift;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Resolved;
import dev.tidemark.offsetreset.write.SendPermit;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.SharedEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A shift by ten through the legacy API, the write that must never be repeated, under each fault of the emulator: how
 * often it arrived and how far the offset moved, counted by the emulator and by Kafka.
 */
class V2WriteOnceIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-legacyonce"));
    private static final Duration READ_TIMEOUT = Duration.ofMillis(800);
    private static final InstanceId INSTANCE = new InstanceId("ckafka-legacyonce");

    private final GroupOffsetsWriter writer = writer("sandbox-secret-key");

    @ParameterizedTest
    @CsvSource({
        "drop-after, NETWORK, 60",
        "drop-before, NETWORK, 50",
        "http-500, NETWORK, 50",
        "http-503, NETWORK, 50",
        "empty-body, UNREADABLE, 50",
        "code, THROTTLED, 50",
        "return-code, REFUSED, 50",
        "delay, TIMEOUT, 60"})
    void arrivesOnceAndMovesTheOffsetAtMostOnce(String kind, Reason reason, long offset) {
        String group = "legacy-once-" + kind;
        prepare(group);
        EMULATOR.arm("SetGroupOffset", kind, kind.equals("code") ? "4400" : "16", READ_TIMEOUT.multipliedBy(2));
        int before = EMULATOR.requests("SetGroupOffset");

        ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class, () -> shiftByTen(writer, group));

        assertThat(problem.reason()).isEqualTo(reason);
        Awaitility.await()
                .untilAsserted(() -> assertThat(committed(group)).as("offset after %s", kind).isEqualTo(offset));
        assertThat(EMULATOR.requests("SetGroupOffset") - before).isEqualTo(1);
    }

    @Test
    void movesTheOffsetAndTellsWhereToWhenNothingIsWrong() {
        prepare("legacy-once-fine");

        assertThat(shiftByTen(writer, "legacy-once-fine").partitionResults())
                .containsExactly(new PartitionResult(0, OptionalLong.of(60), OptionalInt.empty()));
        assertThat(committed("legacy-once-fine")).isEqualTo(60);
    }

    @Test
    void movesNoOtherTopicOfTheGroup() {
        prepare("legacy-once-other");
        prepare("legacy-once-one");
        BROKER.commit("legacy-once-one", "legacy-once-other-topic", 0, 7);

        assertThat(shiftByTen(writer, "legacy-once-one").partitionResults()).hasSize(1);
        assertThat(BROKER.committed("legacy-once-one"))
                .containsEntry(new TopicPartition("legacy-once-other-topic", 0), 7L)
                .containsEntry(new TopicPartition("legacy-once-one-topic", 0), 60L);
    }

    @Test
    void isRefusedWithTheWrongKeyAndMovesNothing() {
        prepare("legacy-once-key");
        GroupOffsetsWriter wrong = writer("wrong");

        ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class,
                () -> shiftByTen(wrong, "legacy-once-key"));

        assertThat(problem.reason()).isEqualTo(Reason.DENIED);
        assertThat(problem.code()).contains("4100");
        assertThat(committed("legacy-once-key")).isEqualTo(50);
    }

    private static GroupOffsetsWriter writer(String key) {
        V2AccountCalls right = TestCalls.legacy(EMULATOR.endpoint(), READ_TIMEOUT, new SimpleMeterRegistry());
        InstanceDirectory instances = new InstanceDirectory(TestCalls.accounts(EMULATOR.endpoint(), Api.V2),
                Map.of(Api.V2, new V2Instances(right)), Clock.systemUTC());
        return new V2GroupOffsetsWriter(instances,
                TestCalls.legacySignedWith(key, EMULATOR.endpoint(), READ_TIMEOUT, new SimpleMeterRegistry()));
    }

    private static Accepted shiftByTen(GroupOffsetsWriter through, String group) {
        return through.write(INSTANCE, new ConsumerGroupId(group),
                new Resolved(group + "-topic", List.of(0), new ByShift(10)), SendPermit.ALWAYS);
    }

    private static void prepare(String group) {
        String topic = group + "-topic";
        BROKER.topic(topic, 1);
        BROKER.produce(topic, 0, 100);
        BROKER.commit(group, topic, 0, 50);
    }

    private static long committed(String group) {
        return BROKER.committed(group).getOrDefault(new TopicPartition(group + "-topic", 0), -1L);
    }
}
