package dev.tidemark.sandbox.emulator.action;

import static dev.tidemark.sandbox.emulator.action.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.tencentcloudapi.ckafka.v20190819.models.BatchModifyGroupOffsetsResponse;
import com.tencentcloudapi.ckafka.v20190819.models.JgwOperateResponse;
import com.tencentcloudapi.ckafka.v20190819.models.ModifyGroupOffsetsResponse;
import com.tencentcloudapi.common.AbstractModel;
import dev.tidemark.sandbox.broker.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Resets at the edges: every test has a group of its own, so that the whole of what is stored can be compared. Topic
 * edges-a has two partitions with offsets 2 to 10 (earliest 2), edges-b one with 0 to 5.
 */
class ResetEdgesIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final AtomicInteger GROUPS = new AtomicInteger();
    private static final TopicPartition A0 = new TopicPartition("edges-a", 0);
    private static final TopicPartition A1 = new TopicPartition("edges-a", 1);
    private static final TopicPartition B0 = new TopicPartition("edges-b", 0);
    private static final Map<TopicPartition, Long> BEFORE = Map.of(A0, 4L, B0, 3L);

    @BeforeAll
    static void fill() throws Exception {
        BROKER.topic("edges-a", 2);
        BROKER.topic("edges-b", 1);
        BROKER.produce("edges-a", 0, 10);
        BROKER.produce("edges-a", 1, 10);
        BROKER.produce("edges-b", 0, 5);
        BROKER.admin().deleteRecords(
                Map.of(A0, RecordsToDelete.beforeOffset(2), A1, RecordsToDelete.beforeOffset(2))).all().get();
    }

    private static String group() {
        String group = "edges-" + GROUPS.incrementAndGet();
        BROKER.commit(group, BEFORE);
        return group;
    }

    @Test
    void movesOnlyTheNamedPartitionAndCommitsNoOther() {
        String group = group();

        ask("ModifyGroupOffsets", "{'Group':'" + group
                + "','Strategy':2,'Offset':7,'Topics':['edges-a'],'Partitions':[0]}");

        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, 7L, B0, 3L));
    }

    @Test
    void movesEveryPartitionOfTheTopicWhenNoneIsNamed() {
        String group = group();

        ask("ModifyGroupOffsets", "{'Group':'" + group + "','Strategy':2,'Offset':7,'Topics':['edges-a']}");

        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, 7L, A1, 7L, B0, 3L));
    }

    @Test
    void takesATimeBeyondEveryRecordForTheLogEnd() {
        String group = group();

        ask("ModifyGroupOffsets", "{'Group':'" + group
                + "','Strategy':1,'ShiftTimestamp':9223372036854775807,'Topics':['edges-a'],'Partitions':[0]}");

        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, 10L, B0, 3L));
    }

    @Test
    void keepsABatchWithinTheLogAtBothEnds() {
        String group = group();

        ask("BatchModifyGroupOffsets", "{'GroupName':'" + group + "','TopicName':['edges-a'],'Partitions':["
                + "{'Partition':0,'Offset':0},{'Partition':1,'Offset':9223372036854775807}]}");

        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, 2L, A1, 10L, B0, 3L));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "../etc/passwd", "<script>alert(1)</script>", "支付-结算", "👩‍🚀", "a\\u0000b",
        "a\\nb",
        "%00%2f", "a;drop table", "__consumer_offsets"})
    void resetsAGroupWhateverItsName(String name) {
        // The broker is shared: another test may have a group of the same strange name.
        String stored = "edges" + name.replace("\\u0000", "\u0000").replace("\\n", "\n");
        BROKER.commit(stored, BEFORE);

        ask("ModifyGroupOffsets", "{'Group':'edges" + name
                + "','Strategy':2,'Offset':8,'Topics':['edges-a'],'Partitions':[0]}");

        assertThat(BROKER.committed(stored)).isEqualTo(Map.of(A0, 8L, B0, 3L));
    }

    @Test
    void resetsAGroupWithAVeryLongName() {
        String name = "g".repeat(5_000);
        BROKER.commit(name, BEFORE);

        ask("BatchModifyGroupOffsets", "{'GroupName':'" + name
                + "','TopicName':['edges-a'],'Partitions':[{'Partition':0,'Offset':8}]}");

        assertThat(BROKER.committed(name)).isEqualTo(Map.of(A0, 8L, B0, 3L));
    }

    static Stream<String> topicsThatCannotExist() {
        return Stream.of("t".repeat(249), "t".repeat(250), "t".repeat(5_000), "名", "a b", ".", "..", "", "a/b",
                "a\\u0000b");
    }

    @ParameterizedTest
    @MethodSource("topicsThatCannotExist")
    void refusesATopicThatCannotExistWithKafkasErrorThree(String topic) {
        refuses("ModifyGroupOffsets", "{'Group':'G','Strategy':2,'Offset':5,'Topics':['edges-a','" + topic + "']}",
                "FailedOperation", "(3)");
        refuses("BatchModifyGroupOffsets", "{'GroupName':'G','TopicName':['edges-a','" + topic
                + "'],'Partitions':[{'Partition':0,'Offset':5}]}", "FailedOperation", "(3)");
        refuses("DescribeTopicSyncReplica", "{'TopicName':'" + topic + "'}", "FailedOperation", "");
        refuses("DescribeTopicSubscribeGroup", "{'TopicName':'" + topic + "'}", "FailedOperation", "");
        refuses("FetchMessageListByOffset", "{'Topic':'" + topic + "','Partition':0,'Offset':0}",
                "FailedOperation", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "ModifyGroupOffsets | {'InstanceId':null,'Group':'G','Strategy':2,'Offset':1,'Topics':['edges-a']} | MissingParameter | InstanceId",
        "ModifyGroupOffsets | {'Group':null,'Strategy':2,'Offset':1,'Topics':['edges-a']} | MissingParameter | Group",
        "ModifyGroupOffsets | {'Group':'G','Strategy':2,'Offset':1,'Topics':null} | MissingParameter | Topics",
        "ModifyGroupOffsets | {'Group':'G','Strategy':2,'Offset':null,'Topics':['edges-a']} | MissingParameter | Offset",
        "ModifyGroupOffsets | {'Group':'G','Strategy':2,'Offset':1,'Topics':[null]} | InvalidParameter | Topics",
        "ModifyGroupOffsets | {'Group':'G','Strategy':2,'Offset':9223372036854775808,'Topics':['edges-a']} | InvalidParameter | Offset",
        "ModifyGroupOffsets | {'Group':'G','Strategy':2,'Offset':1,'Topics':['edges-a'],'Partitions':[2147483648]} | InvalidParameterValue | Partitions",
        "ModifyGroupOffsets | {'Group':'G','Strategy':0,'Shift':1,'Topics':['edges-a'],'Partitions':[0,1]} | FailedOperation | edges-a-1",
        "BatchModifyGroupOffsets | {'InstanceId':null,'GroupName':'G','Partitions':[{'Partition':0,'Offset':1}]} | MissingParameter | InstanceId",
        "BatchModifyGroupOffsets | {'InstanceId':'ckafka-none','GroupName':'G','Partitions':[{'Partition':0,'Offset':1}]} | InvalidParameterValue.InstanceNotExist | ckafka-none",
        "BatchModifyGroupOffsets | {'GroupName':'','Partitions':[{'Partition':0,'Offset':1}]} | InvalidParameterValue | GroupName",
        "BatchModifyGroupOffsets | {'GroupName':'G','TopicName':['edges-a'],'Partitions':[{'Partition':-1,'Offset':1}]} | InvalidParameterValue | Partitions",
        "BatchModifyGroupOffsets | {'GroupName':'G','TopicName':['edges-a'],'Partitions':[{'Partition':4294967296,'Offset':1}]} | InvalidParameterValue | Partitions",
        "BatchModifyGroupOffsets | {'GroupName':'G','Partitions':[{'Partition':0,'Offset':1},{'Partition':1,'Offset':1}]} | InvalidParameterValue | edges-b",
        "FetchMessageListByOffset | {'Topic':'edges-a','Partition':0,'Offset':-1} | InvalidParameterValue | Offset",
        "FetchMessageListByOffset | {'Topic':'edges-a','Partition':0} | MissingParameter | Offset",
        "FetchMessageListByTimestamp | {'Topic':'edges-a','Partition':0} | MissingParameter | StartTime",
        "FetchMessageListByTimestamp | {'Topic':'edges-a','Partition':0,'StartTime':-1} | InvalidParameterValue | StartTime"})
    void namesWhatIsWrongWithABadRequest(String action, String body, String code, String named) {
        refuses(action, body, code, named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void refusesBothResetsWhileAMemberOfEitherProtocolIsThere(String protocol) {
        String group = group();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "group.id", group, "enable.auto.commit", false,
                        "group.protocol", protocol),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("edges-b"));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });

            refusesFor(group, "ModifyGroupOffsets",
                    "{'Group':'G','Strategy':2,'Offset':5,'Topics':['edges-a']}", "FailedOperation", "not empty");
            refusesFor(group, "BatchModifyGroupOffsets",
                    "{'GroupName':'G','TopicName':['edges-a'],'Partitions':[{'Partition':0,'Offset':5}]}",
                    "FailedOperation", "not empty");
        }
    }

    @Test
    void answersResetsInTheFieldsThatTheSdkKnows() {
        String modify = ask("ModifyGroupOffsets", "{'Group':'" + group()
                + "','Strategy':2,'Offset':5,'Topics':['edges-a']}").toString();
        String batch = ask("BatchModifyGroupOffsets", "{'GroupName':'" + group()
                + "','TopicName':['edges-a'],'Partitions':[{'Partition':0,'Offset':5}]}").toString();

        JgwOperateResponse modified = AbstractModel.fromJsonString(modify, ModifyGroupOffsetsResponse.class)
                .getResult();
        JgwOperateResponse batched = AbstractModel.fromJsonString(batch, BatchModifyGroupOffsetsResponse.class)
                .getResult();

        assertThat(modified.getReturnCode()).isEqualTo("0");
        assertThat(modified.getReturnMessage()).isEqualTo("SUCCESS");
        assertThat(modified.getData().getFlowId()).isZero();
        assertThat(batched.getReturnCode()).isEqualTo("OK");
        assertThat(batched.getReturnMessage()).isEqualTo("success");
        assertThat(batched.getData().getFlowId()).isZero();
        assertThat(batched.getData().getRouteDTO().getRouteId()).isZero();
    }

    private static void refuses(String action, String body, String code, String named) {
        refusesFor(group(), action, body, code, named);
    }

    private static void refusesFor(String group, String action, String body, String code, String named) {
        Map<TopicPartition, Long> before = BROKER.committed(group);

        ApiError refusal = assertTimeoutPreemptively(Duration.ofSeconds(5),
                () -> catchThrowableOfType(ApiError.class, () -> ask(action, body.replace("'G'", "'" + group + "'"))));

        assertThat(refusal).as("%s was carried out", body).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.text()).contains(named);
        assertThat(BROKER.committed(group)).isEqualTo(before);
    }
}
