package dev.tidemark.sandbox.emulator.action;

import static dev.tidemark.sandbox.emulator.action.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tidemark.sandbox.broker.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What is stored after a reset, read with a plain Kafka client. Topic resets-a has three partitions: 0 and 1 hold offsets
 * 10 to 100 (earliest 10), 2 holds none; records 10 to 59 are stamped 1000 ms, 60 to 99 are stamped 2000 ms.
 */
class ResetActionsIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final String GROUP = "结算 / resets <b>";
    private static final TopicPartition A0 = new TopicPartition("resets-a", 0);
    private static final TopicPartition A1 = new TopicPartition("resets-a", 1);
    private static final TopicPartition B0 = new TopicPartition("resets-b", 0);
    private static final Map<TopicPartition, Long> BEFORE = Map.of(A0, 40L, A1, 50L, B0, 3L);

    @BeforeAll
    static void fill() throws Exception {
        // Its records are of 1970: retention would delete them while the tests run.
        BROKER.topic("resets-a", 3, Map.of("retention.ms", "-1"));
        BROKER.topic("resets-b", 1);
        BROKER.produce("resets-b", 0, 5);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 100; i++) {
                long stamp = i < 60 ? 1000L : 2000L;
                var _ = producer.send(new ProducerRecord<>("resets-a", 0, stamp, "k", "v"));
                var _ = producer.send(new ProducerRecord<>("resets-a", 1, stamp, "k", "v"));
            }
        }
        BROKER.admin().deleteRecords(
                Map.of(A0, RecordsToDelete.beforeOffset(10), A1, RecordsToDelete.beforeOffset(10))).all().get();
    }

    @BeforeEach
    void commit() {
        BROKER.commit(GROUP, BEFORE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // strategy and its field          | scope                        | A0  | A1  | B0
        "'Strategy':0,'Shift':5            | 'Topics':['resets-a'],'Partitions':[0,1] | 45 | 55 | 3",
        "'Strategy':0,'Shift':-35          | 'Topics':['resets-a'],'Partitions':[0,1] | 10 | 15 | 3",
        "'Strategy':0,'Shift':55           | 'Topics':['resets-a'],'Partitions':[0,1] | 95 | 100 | 3",
        "'Strategy':0,'Shift':9223372036854775807 | 'Topics':['resets-a'],'Partitions':[1] | 40 | 100 | 3",
        "'Strategy':0,'Shift':-9223372036854775808 | 'Topics':['resets-a'],'Partitions':[1] | 40 | 10 | 3",
        "'Strategy':1,'ShiftTimestamp':-2  | 'Topics':['resets-a'],'Partitions':[0]   | 10 | 50 | 3",
        "'Strategy':1,'ShiftTimestamp':-1  | 'Topics':['resets-a'],'Partitions':[0]   | 100 | 50 | 3",
        "'Strategy':1,'ShiftTimestamp':1500 | 'Topics':['resets-a'],'Partitions':[1]  | 40 | 60 | 3",
        "'Strategy':1,'ShiftTimestamp':0   | 'Topics':['resets-a'],'Partitions':[1]   | 40 | 10 | 3",
        "'Strategy':1,'ShiftTimestamp':9999 | 'Topics':['resets-a'],'Partitions':[1]  | 40 | 100 | 3",
        "'Strategy':1,'ShiftTimestamp':-1  | 'Topics':['resets-b']                    | 40 | 50 | 5",
        "'Strategy':2,'Offset':70          | 'Topics':['resets-a'],'Partitions':[0,1] | 70 | 70 | 3",
        "'Strategy':2,'Offset':0           | 'Topics':['resets-a'],'Partitions':[0]   | 10 | 50 | 3",
        "'Strategy':2,'Offset':9223372036854775807 | 'Topics':['resets-a','resets-b'],'Partitions':[0] | 100 | 50 | 5",
        "'Strategy':2,'Offset':70,'Shift':-99,'ShiftTimestamp':-77 | 'Topics':['resets-a'],'Partitions':[0] | 70 | 50 | 3"})
    void movesExactlyWhatWasAskedFor(String strategy, String scope, long a0, long a1, long b0) {
        JsonNode answer = ask("ModifyGroupOffsets", "{'Group':'" + GROUP + "'," + strategy + "," + scope + "}");

        assertThat(answer.toString()).isEqualTo(
                "{\"Result\":{\"ReturnCode\":\"0\",\"ReturnMessage\":\"SUCCESS\",\"Data\":{\"FlowId\":0}}}");
        assertThat(BROKER.committed(GROUP)).containsAllEntriesOf(Map.of(A0, a0, A1, a1, B0, b0));
    }

    @Test
    void movesEveryPartitionToAnOffsetOfItsOwnInABatch() {
        JsonNode answer = ask("BatchModifyGroupOffsets", "{'GroupName':'" + GROUP + "','TopicName':['resets-a'],"
                + "'Partitions':[{'Partition':0,'Offset':33},{'Partition':1,'Offset':5}]}");

        assertThat(answer.toString()).isEqualTo("{\"Result\":{\"ReturnCode\":\"OK\",\"ReturnMessage\":\"success\","
                + "\"Data\":{\"FlowId\":0,\"RouteDTO\":{\"RouteId\":0}}}}");
        assertThat(BROKER.committed(GROUP)).containsAllEntriesOf(Map.of(A0, 33L, A1, 10L, B0, 3L));
    }

    @Test
    void takesAnAbsentTopicListOfABatchForAllTopicsAsDocumented() {
        ask("BatchModifyGroupOffsets", "{'GroupName':'" + GROUP + "','Partitions':[{'Partition':0,'Offset':4}]}");

        assertThat(BROKER.committed(GROUP)).containsAllEntriesOf(Map.of(A0, 10L, A1, 50L, B0, 4L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'InstanceId':'ckafka-none','Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a']} | InvalidParameterValue.InstanceNotExist",
        "{'Strategy':2,'Offset':1,'Topics':['resets-a']} | MissingParameter",
        "{'Group':'','Strategy':2,'Offset':1,'Topics':['resets-a']} | InvalidParameterValue",
        "{'Group':'G','Offset':1,'Topics':['resets-a']} | MissingParameter",
        "{'Group':'G','Strategy':2,'Offset':1} | MissingParameter",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':[]} | MissingParameter",
        "{'Group':'G','Strategy':0,'Topics':['resets-a']} | MissingParameter",
        "{'Group':'G','Strategy':1,'Topics':['resets-a']} | MissingParameter",
        "{'Group':'G','Strategy':2,'Topics':['resets-a']} | MissingParameter",
        "{'Group':'G','Strategy':3,'Offset':1,'Topics':['resets-a']} | InvalidParameterValue.WrongAction",
        "{'Group':'G','Strategy':-1,'Offset':1,'Topics':['resets-a']} | InvalidParameterValue.WrongAction",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a','resets-b','resets-a']} | InvalidParameterValue.RepetitionValue",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a'],'Partitions':[0,1,0]} | InvalidParameterValue.RepetitionValue",
        "{'Group':'G','Strategy':2,'Offset':-1,'Topics':['resets-a']} | InvalidParameterValue",
        "{'Group':'G','Strategy':1,'ShiftTimestamp':-3,'Topics':['resets-a']} | InvalidParameterValue",
        "{'Group':'G','Strategy':'2','Offset':1,'Topics':['resets-a']} | InvalidParameter",
        "{'Group':'G','Strategy':2,'Offset':1.5,'Topics':['resets-a']} | InvalidParameter",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':'resets-a'} | InvalidParameter",
        "{'Group':7,'Strategy':2,'Offset':1,'Topics':['resets-a']} | InvalidParameter",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a'],'Partitions':['0']} | InvalidParameter",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a'],'Nonsense':1} | UnknownParameter",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-none']} | FailedOperation",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a','resets-none']} | FailedOperation",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['no such topic/名']} | FailedOperation",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['']} | FailedOperation",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a'],'Partitions':[3]} | InvalidParameterValue",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a'],'Partitions':[0,-1]} | InvalidParameterValue",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a'],'Partitions':[4294967296]} | InvalidParameterValue",
        "{'Group':'G','Strategy':2,'Offset':1,'Topics':['resets-a','resets-b'],'Partitions':[0,1]} | InvalidParameterValue",
        "{'Group':'nobody','Strategy':2,'Offset':1,'Topics':['resets-a']} | FailedOperation",
        "{'Group':'G','Strategy':0,'Shift':1,'Topics':['resets-a']} | FailedOperation"})
    void refusesABadResetAndWritesNothing(String body, String code) {
        refuses("ModifyGroupOffsets", body.replace("'G'", "'" + GROUP + "'"), code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'TopicName':['resets-a'],'Partitions':[{'Partition':0,'Offset':1}]} | MissingParameter",
        "{'GroupName':'G','TopicName':['resets-a']} | MissingParameter",
        "{'GroupName':'G','TopicName':['resets-a'],'Partitions':[]} | MissingParameter",
        "{'GroupName':'G','TopicName':['resets-a'],'Partitions':[{'Partition':0}]} | MissingParameter",
        "{'GroupName':'G','TopicName':['resets-a'],'Partitions':[{'Offset':0}]} | MissingParameter",
        "{'GroupName':'G','TopicName':['resets-a'],'Partitions':[0]} | InvalidParameter",
        "{'GroupName':'G','TopicName':['resets-a'],'Partitions':[{'Partition':0,'Offset':-1}]} | InvalidParameterValue",
        "{'GroupName':'G','TopicName':['resets-a'],'Partitions':[{'Partition':0,'Offset':1},{'Partition':9,'Offset':1}]} | InvalidParameterValue",
        "{'GroupName':'G','TopicName':['resets-a'],'Partitions':[{'Partition':0,'Offset':1},{'Partition':0,'Offset':2}]} | InvalidParameterValue.RepetitionValue",
        "{'GroupName':'G','TopicName':['resets-a','resets-a'],'Partitions':[{'Partition':0,'Offset':1}]} | InvalidParameterValue.RepetitionValue",
        "{'GroupName':'G','TopicName':['resets-none'],'Partitions':[{'Partition':0,'Offset':1}]} | FailedOperation",
        "{'GroupName':'nobody','TopicName':['resets-a'],'Partitions':[{'Partition':0,'Offset':1}]} | FailedOperation",
        "{'Group':'G','TopicName':['resets-a'],'Partitions':[{'Partition':0,'Offset':1}]} | UnknownParameter"})
    void refusesABadBatchAndWritesNothing(String body, String code) {
        refuses("BatchModifyGroupOffsets", body.replace("'G'", "'" + GROUP + "'"), code);
    }

    @Test
    void refusesWhenTheGroupHasALiveMember() {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            consumer.subscribe(List.of("resets-b"));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });

            refuses("ModifyGroupOffsets",
                    "{'Group':'" + GROUP + "','Strategy':2,'Offset':1,'Topics':['resets-a'],'Partitions':[0]}",
                    "FailedOperation");
        }
    }

    @Test
    void cannotSeeAConsumerThatAssignedItsPartitionsItself() {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            consumer.assign(List.of(B0));
            consumer.poll(Duration.ofMillis(100));

            ask("ModifyGroupOffsets",
                    "{'Group':'" + GROUP + "','Strategy':2,'Offset':1,'Topics':['resets-b'],'Partitions':[0]}");
            assertThat(BROKER.committed(GROUP)).containsEntry(B0, 1L);
            consumer.commitSync();

            assertThat(BROKER.committed(GROUP)).containsEntry(B0, 5L);
        }
    }

    private static KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", BROKER.bootstrapServers(), "group.id", GROUP,
                "enable.auto.commit", false, "auto.offset.reset", "earliest"), new StringDeserializer(),
                new StringDeserializer());
    }

    private static void refuses(String action, String body, String code) {
        Map<TopicPartition, Long> before = BROKER.committed(GROUP);

        // Kafka's client spins for minutes when it is asked for what does not exist; no request may get that far.
        ApiError refusal = assertTimeoutPreemptively(Duration.ofSeconds(10),
                () -> catchThrowableOfType(ApiError.class, () -> ask(action, body)));

        assertThat(refusal).as("%s was carried out", body).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.text()).isNotBlank();
        assertThat(BROKER.committed(GROUP)).isEqualTo(before);
        assertThat(BROKER.committed("nobody")).isEmpty();
    }
}
