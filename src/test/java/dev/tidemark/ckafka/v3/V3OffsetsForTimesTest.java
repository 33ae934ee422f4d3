package dev.tidemark.ckafka.v3;

import static dev.tidemark.testing.MisbehavingServer.Behaviour.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.ckafka.TestCalls;
import dev.tidemark.ckafka.call.ApiCalls;
import dev.tidemark.ckafka.call.RequestBudget;
import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MisbehavingServer;
import dev.tidemark.testing.MisbehavingServer.Behaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of answers that the vendor's documents leave open, or that should not be. */
class V3OffsetsForTimesTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-times");
    private static final long AT = 1_700_000_000_000L;
    private static final String GOOD = rows("{'Topic':'t','Partition':0,'Offset':7,'Timestamp':1700000000001}");
    private static final MessageTime SEVEN = new MessageTime(7, Instant.ofEpochMilli(AT + 1));

    @Test
    void remembersThatAnAccountWantsAPartition() {
        try (MisbehavingServer server = new MisbehavingServer(refused("MissingParameter"), json(GOOD))) {
            OffsetsForTimes port = port(server);

            assertThat(ofTopic(port)).isEmpty();
            assertThat(ofTopic(port)).isEmpty();
            assertThat(server.requests()).isEqualTo(1);
            assertThat(ofPartition(port)).contains(SEVEN);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidParameter", "InvalidParameterValue.NotAllowedEmpty", "UnsupportedOperation"})
    void findsOutWithAPartitionWhatAVagueRefusalWasAbout(String code) {
        try (MisbehavingServer server = new MisbehavingServer(refused(code), json(GOOD))) {
            OffsetsForTimes port = port(server);

            assertThat(ofTopic(port)).isEmpty();
            assertThat(server.requests()).isEqualTo(2);
            assertThat(ofTopic(port)).isEmpty();
            assertThat(server.requests()).as("remembered").isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidParameterValue", "FailedOperation"})
    void takesARefusalThatComesWithAPartitionTooForNoAnswerAboutIt(String code) {
        try (MisbehavingServer server = new MisbehavingServer(refused(code), refused(code), json(GOOD))) {
            OffsetsForTimes port = port(server);

            assertThat(catchThrowableOfType(ClusterUnavailable.class, () -> ofTopic(port)).reason())
                    .isEqualTo(Reason.REFUSED);
            assertThat(ofTopic(port)).isEqualTo(Optional.of(Map.of(0, SEVEN)));
        }
    }

    @Test
    void asksAgainLaterWhereTheOperationOnlyFailed() {
        try (MisbehavingServer server = new MisbehavingServer(refused("FailedOperation"), json(GOOD))) {
            OffsetsForTimes port = port(server);

            assertThat(ofTopic(port)).as("partition by partition it works").isEmpty();
            assertThat(ofTopic(port)).isEqualTo(Optional.of(Map.of(0, SEVEN)));
        }
    }

    @Test
    void learnsNothingFromAnOutage() {
        Behaviour broken = refused("InternalError");
        try (MisbehavingServer server = new MisbehavingServer(broken, broken, broken, json(GOOD))) {
            OffsetsForTimes port = port(server);

            assertThatThrownBy(() -> ofTopic(port)).isInstanceOf(ClusterUnavailable.class);
            assertThat(ofTopic(port)).isEqualTo(Optional.of(Map.of(0, SEVEN)));
        }
    }

    @Test
    void takesTheSmallestOffsetAtOrAfterTheTimeFromRowsInAnyOrder() {
        String mixed = rows("""
                {'Topic':'t','Partition':0,'Offset':9,'Timestamp':1700000000005},\
                {'Topic':'t','Partition':0,'Offset':6,'Timestamp':1699999999999},\
                {'Topic':'t','Partition':0,'Offset':7,'Timestamp':1700000000001},\
                {'Topic':'t','Partition':0,'Offset':8,'Timestamp':1700000000000}""");
        try (MisbehavingServer server = new MisbehavingServer(json(mixed))) {
            assertThat(ofPartition(port(server))).contains(SEVEN);
            assertThat(ofTopic(port(server))).isEqualTo(Optional.of(Map.of(0, SEVEN)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'Topic':'t','Partition':0,'Offset':7,'Timestamp':1699999999999}",
        "{'Topic':'t','Partition':0,'Offset':7,'Timestamp':1700000001}",
        "{'Topic':'t','Partition':0,'Offset':7,'Timestamp':null}",
        "{'Topic':'t','Partition':0,'Timestamp':1700000000001}",
        "{'Topic':'t','Partition':0,'Offset':-1,'Timestamp':1700000000001}",
        "{'Topic':'t','Offset':7,'Timestamp':1700000000001}",
        "{'Topic':'t','Partition':3,'Offset':7,'Timestamp':1700000000001}"})
    void makesNoOffsetOfARowThatIsNoAnswerToTheQuestion(String row) {
        try (MisbehavingServer server = new MisbehavingServer(json(rows(row)))) {
            ClusterUnavailable problem = catchThrowableOfType(ClusterUnavailable.class,
                    () -> ofPartition(port(server)));

            assertThat(problem.reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(server.requests()).as("asking again would not change it").isEqualTo(1);
        }
    }

    @Test
    void takesNoRowsForNoMessage() {
        try (MisbehavingServer server = new MisbehavingServer(json(rows("")),
                json("{\"Response\":{\"Result\":null,\"RequestId\":\"r-1\"}}"))) {
            assertThat(ofPartition(port(server))).isEmpty();
            assertThat(ofPartition(port(server))).as("documented as a possible answer").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-20T16:13:20Z", "2001-09-09T01:46:39Z", "2286-11-20T17:46:40Z"})
    void asksForNoTimeThatHasOtherThanThirteenDigits(String at) {
        try (MisbehavingServer server = new MisbehavingServer(json(GOOD))) {
            OffsetsForTimes port = port(server);

            assertThatThrownBy(() -> port.firstAtOrAfter(INSTANCE, "t", Instant.parse(at)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void saysHowLongTheNextQuestionWaits() {
        try (MisbehavingServer server = new MisbehavingServer(json(GOOD))) {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            RequestBudget budget = TestCalls.budget(meters);
            V3Calls calls = TestCalls.to(endpoint(server), Duration.ofSeconds(2), new ApiCalls(budget, meters));
            OffsetsForTimes port = new V3OffsetsForTimes(instances(), calls, budget);
            assertThat(port.expectedWait(INSTANCE)).isZero();

            ofPartition(port);

            assertThat(port.expectedWait(INSTANCE)).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
        }
    }

    private static Optional<MessageTime> ofPartition(OffsetsForTimes port) {
        return port.firstAtOrAfter(INSTANCE, new TopicPartition("t", 0), Instant.ofEpochMilli(AT));
    }

    private static Optional<Map<Integer, MessageTime>> ofTopic(OffsetsForTimes port) {
        return port.firstAtOrAfter(INSTANCE, "t", Instant.ofEpochMilli(AT)).map(Map::copyOf);
    }

    private static OffsetsForTimes port(MisbehavingServer server) {
        return new V3OffsetsForTimes(instances(), TestCalls.unhurried(endpoint(server)),
                TestCalls.budget(new SimpleMeterRegistry()));
    }

    private static InMemoryCkafka instances() {
        return new InMemoryCkafka().instance(new KafkaInstance(INSTANCE, "times", "test", "ap-guangzhou",
                InstanceStatus.RUNNING, Optional.empty(), Map.of()));
    }

    private static String endpoint(MisbehavingServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    private static String rows(String rows) {
        return ("{'Response':{'Result':[" + rows + "],'RequestId':'r-1'}}").replace('\'', '"');
    }

    private static Behaviour refused(String code) {
        return json("""
                {"Response":{"Error":{"Code":"%s","Message":"the cloud's words"},"RequestId":"r-9"}}"""
                .formatted(code));
    }
}
