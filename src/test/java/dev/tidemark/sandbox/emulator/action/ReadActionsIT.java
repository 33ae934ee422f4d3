package dev.tidemark.sandbox.emulator.action;

import static dev.tidemark.sandbox.emulator.action.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeConsumerGroupResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeGroupInfoResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeGroupOffsetsResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeGroupResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeInstanceAttributesResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeInstancesDetailResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeInstancesResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeRegionResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTaskStatusResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicAttributesResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicDetailResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicSubscribeGroupResponse;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicSyncReplicaResponse;
import com.tencentcloudapi.ckafka.v20190819.models.FetchMessageByOffsetResponse;
import com.tencentcloudapi.ckafka.v20190819.models.FetchMessageListByOffsetResponse;
import com.tencentcloudapi.ckafka.v20190819.models.FetchMessageListByTimestampResponse;
import com.tencentcloudapi.common.AbstractModel;
import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.sandbox.emulator.action.topic.FetchMessages;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shapes and quirks of the fact sheet, field by field, over a real Kafka. */
class ReadActionsIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final String GROUP = "reads-group";

    @BeforeAll
    static void fill() throws Exception {
        BROKER.topic("reads-a", 2);
        BROKER.topic("reads-b", 1);
        BROKER.produce("reads-a", 0, 10);
        BROKER.produce("reads-a", 1, 4);
        BROKER.produce("reads-b", 0, 3);
        BROKER.admin().deleteRecords(Map.of(new TopicPartition("reads-a", 1), RecordsToDelete.beforeOffset(1))).all()
                .get();
        BROKER.commit(GROUP, Map.of(new TopicPartition("reads-a", 0), 7L, new TopicPartition("reads-b", 0), 3L));
    }

    @Test
    void tellsOffsetsByTopicAndCountsTheLagOfAnUncommittedPartitionFromTheEarliestOffset() {
        assertThat(ask("DescribeGroupOffsets", "{'Group':'reads-group'}").toString()).isEqualTo(json("""
                {'Result':{'TotalCount':2,'TopicList':[
                {'Topic':'reads-a','Partitions':[
                {'Partition':0,'Offset':7,'Metadata':'','ErrorCode':0,'LogEndOffset':10,'Lag':3},
                {'Partition':1,'Offset':-1,'Metadata':'','ErrorCode':0,'LogEndOffset':4,'Lag':3}]},
                {'Topic':'reads-b','Partitions':[
                {'Partition':0,'Offset':3,'Metadata':'','ErrorCode':0,'LogEndOffset':3,'Lag':0}]}]}}"""));
    }

    @Test
    void givesTheFirstMessagesOfEveryPartitionWhereNoneIsNamed() {
        JsonNode rows = ask("FetchMessageListByTimestamp",
                "{'Topic':'reads-a','StartTime':1000000000000,'SinglePartitionRecordNumber':1}").path("Result");
        Set<Integer> partitions = new HashSet<>();
        rows.forEach(row -> partitions.add(row.path("Partition").intValue()));

        assertThat(partitions).hasSize(rows.size()).hasSizeGreaterThan(1);
        assertThat(ask("FetchMessageListByTimestamp", "{'Topic':'reads-a','StartTime':9000000000000}").path("Result"))
                .isEmpty();
    }

    @Test
    void wantsAPartitionWhenItIsToldTo() {
        List<SandboxInstance> instances = List.of(SharedBroker.get().as("ckafka-actions"));
        AtomicBoolean required = new AtomicBoolean(true);
        Action action = FetchMessages.byTimestamp(new Clusters(instances), instances, required::get);
        Parameters whole = new Parameters(new JsonMapper().createObjectNode().put("InstanceId", "ckafka-actions")
                .put("Topic", "reads-a").put("StartTime", 9_000_000_000_000L), false);

        assertThat(catchThrowableOfType(ApiError.class, () -> action.answer(whole)).code())
                .isEqualTo("MissingParameter");
        required.set(false);
        assertThat(action.answer(whole)).isEqualTo(new FetchMessages.Answer(List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'Topics':['reads-b'] | 1 | reads-b",
        "'Topics':['reads-none'] | 0 | ``",
        "'SearchWord':'s-a' | 1 | reads-a",
        "'SearchWord':'S-A' | 0 | ``",
        "'Offset':1,'Limit':1 | 2 | reads-b",
        "'Offset':5 | 2 | ``"})
    void pagesAndSearchesOffsetsByTopic(String which, int total, String topics) {
        JsonNode result = ask("DescribeGroupOffsets", "{'Group':'reads-group'," + which + "}").path("Result");

        assertThat(result.path("TotalCount").intValue()).isEqualTo(total);
        assertThat(texts(result.path("TopicList"), "Topic")).isEqualTo(topics);
    }

    @Test
    void tellsTheOffsetsOfMoreThanAPageOfTopicsInPages() {
        Map<TopicPartition, Long> commits = new HashMap<>();
        IntStream.range(0, 55).mapToObj("reads-many-%02d"::formatted).forEach(topic -> {
            BROKER.topic(topic, 1);
            commits.put(new TopicPartition(topic, 0), 0L);
        });
        BROKER.commit("reads-many", commits);

        JsonNode first = ask("DescribeGroupOffsets", "{'Group':'reads-many'}").path("Result");
        JsonNode second = ask("DescribeGroupOffsets", "{'Group':'reads-many','Offset':50}").path("Result");

        assertThat(first.path("TotalCount").intValue()).isEqualTo(55);
        assertThat(first.path("TopicList")).hasSize(50);
        assertThat(second.path("TopicList")).hasSize(5);
        assertThat(second.path("TopicList").path(0).path("Topic").stringValue()).isEqualTo("reads-many-50");
    }

    @Test
    void describesAnUnknownGroupAsDeadAndGivesItsErrorCodeAsText() {
        assertThat(ask("DescribeGroupInfo", "{'GroupList':['reads-group','reads-ghost']}").toString())
                .isEqualTo(json("""
                        {'Result':[
                        {'ErrorCode':'0','State':'Empty','ProtocolType':'','Protocol':'','Members':[],
                        'Group':'reads-group'},
                        {'ErrorCode':'0','State':'Dead','ProtocolType':'','Protocol':'','Members':[],
                        'Group':'reads-ghost'}]}"""));
    }

    @ParameterizedTest
    @CsvSource({"classic, range", "consumer, uniform"})
    void namesTheMembersOfALiveGroupOfEitherProtocol(String protocol, String assignor) {
        String group = "reads-live-" + protocol;
        Map<String, Object> settings = Map.of("bootstrap.servers", BROKER.bootstrapServers(), "group.id", group,
                "client.id", "reader", "enable.auto.commit", false, "group.protocol", protocol);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("reads-a"));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return consumer.assignment().size() == 2;
            });

            JsonNode row = ask("DescribeGroupInfo", "{'GroupList':['" + group + "']}").path("Result").path(0);
            JsonNode member = row.path("Members").path(0);

            assertThat(row.path("State").stringValue()).isEqualTo("Stable");
            assertThat(row.path("ProtocolType").stringValue()).isEqualTo("consumer");
            assertThat(row.path("Protocol").stringValue()).isEqualTo(assignor);
            assertThat(member.path("ClientId").stringValue()).isEqualTo("reader");
            assertThat(member.path("ClientHost").stringValue()).isEqualTo("/127.0.0.1");
            assertThat(member.path("Assignment").toString())
                    .isEqualTo(json("{'Version':0,'Topics':[{'Topic':'reads-a','Partitions':[0,1]}]}"));
            assertThat(ask("DescribeGroup", "{'SearchWord':'" + group + "'}").path("Result").path("GroupList")
                    .toString()).isEqualTo(json("[{'Group':'" + group + "','Protocol':'consumer'}]"));
            assertThat(ask("DescribeGroupOffsets", "{'Group':'" + group + "'}").path("Result").path("TotalCount")
                    .intValue()).as("topics of a group that was assigned but never committed").isEqualTo(1);
        }
    }

    @Test
    void seesNoMemberInAGroupWhoseConsumerAssignedItsPartitionsItself() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "group.id", "reads-self", "enable.auto.commit",
                        false),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("reads-b", 0)));
            consumer.poll(Duration.ofMillis(500));
            consumer.commitSync();

            JsonNode row = ask("DescribeGroupInfo", "{'GroupList':['reads-self']}").path("Result").path(0);

            assertThat(row.path("State").stringValue()).isEqualTo("Empty");
            assertThat(row.path("Members")).isEmpty();
        }
    }

    @Test
    void namesThePartitionsOfReplicasAsTextAndTellsTheirEarliestOffset() {
        JsonNode rows = ask("DescribeTopicSyncReplica", "{'TopicName':'reads-a'}").path("Result");

        assertThat(rows.toString()).isEqualTo(json("""
                {'TotalCount':2,'TopicInSyncReplicaList':[
                {'Partition':'partition-0','Leader':1,'Replica':'1','InSyncReplica':'1','OutOfSyncReplica':'',
                'BeginOffset':0,'EndOffset':10,'MessageCount':10},
                {'Partition':'partition-1','Leader':1,'Replica':'1','InSyncReplica':'1','OutOfSyncReplica':'',
                'BeginOffset':1,'EndOffset':4,'MessageCount':3}]}"""));
    }

    @Test
    void listsTheReadersOfATopicOnTheSecondQuestion() {
        JsonNode first = ask("DescribeTopicSubscribeGroup", "{'TopicName':'reads-b','Limit':50}").path("Result");
        JsonNode second = ask("DescribeTopicSubscribeGroup", "{'TopicName':'reads-b','Limit':50}").path("Result");

        assertThat(first.path("Status").intValue()).isZero();
        assertThat(first.path("GroupsInfo")).isEmpty();
        assertThat(second.path("Status").intValue()).isEqualTo(1);
        assertThat(texts(second.path("GroupsInfo"), "Group")).contains(GROUP);
    }

    @Test
    void givesTimestampsOfMessagesButNeverTheirContent() {
        JsonNode rows = ask("FetchMessageListByOffset",
                "{'Topic':'reads-a','Partition':1,'Offset':0,'SinglePartitionRecordNumber':2}").path("Result");

        assertThat(rows).hasSize(2);
        assertThat(rows.path(0).path("Offset").longValue()).isEqualTo(1);
        assertThat(rows.path(0).path("Timestamp").longValue()).isPositive();
        assertThat(rows.path(0).path("Value").isNull()).isTrue();
        assertThat(ask("FetchMessageListByOffset", "{'Topic':'reads-a','Partition':1,'Offset':4}").path("Result"))
                .isEmpty();
        assertThat(ask("FetchMessageListByTimestamp",
                "{'Topic':'reads-a','Partition':0,'StartTime':1000000000000,'SinglePartitionRecordNumber':1}")
                .path("Result").path(0).path("Offset").longValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "DescribeGroupOffsets | {} | MissingParameter",
        "DescribeGroupOffsets | {'Group':''} | InvalidParameterValue",
        "DescribeGroupOffsets | {'Group':'g','Limit':51} | InvalidParameterValue",
        "DescribeGroupOffsets | {'Group':'g','Limit':0} | InvalidParameterValue",
        "DescribeGroupOffsets | {'Group':'g','Offset':-1} | InvalidParameterValue",
        "DescribeGroupOffsets | {'Group':['g']} | InvalidParameter",
        "DescribeGroupOffsets | {'InstanceId':'ckafka-none','Group':'g'} | InvalidParameterValue.InstanceNotExist",
        "DescribeGroupInfo | {} | MissingParameter",
        "DescribeGroupInfo | {'GroupList':['']} | InvalidParameterValue",
        "DescribeGroup | {'Limit':51} | InvalidParameterValue",
        "DescribeGroup | {'Filters':[{'Name':'GroupState','Values':['Dead']}]} | InvalidParameterValue",
        "DescribeGroup | {'Filters':[{'Name':'Nonsense','Values':['Empty']}]} | InvalidParameterValue",
        "DescribeInstances | {'Limit':101} | InvalidParameterValue",
        "DescribeInstancesDetail | {'Limit':21} | InvalidParameterValue",
        "DescribeInstanceAttributes | {'InstanceId':'ckafka-none'} | InvalidParameterValue.InstanceNotExist",
        "DescribeTopicSyncReplica | {'TopicName':'reads-none'} | FailedOperation",
        "DescribeTopicSyncReplica | {'TopicName':'no such/名'} | FailedOperation",
        "DescribeTopicSubscribeGroup | {} | MissingParameter",
        "FetchMessageListByOffset | {'Topic':'reads-a','Partition':9,'Offset':0} | InvalidParameterValue",
        "FetchMessageListByOffset | {'Topic':'reads-a','Partition':0,'Offset':0,'SinglePartitionRecordNumber':21} | InvalidParameterValue"})
    void refusesWhatItCannotAnswer(String action, String body, String code) {
        ApiError refusal = catchThrowableOfType(ApiError.class, () -> ask(action, body));

        assertThat(refusal).as(body).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }

    static Stream<Arguments> everyReadWithTheSdksClassForIt() {
        return Stream.of(
                arguments("DescribeInstances", "{}", DescribeInstancesResponse.class),
                arguments("DescribeInstancesDetail", "{'InstanceIdList':['ckafka-actions']}",
                        DescribeInstancesDetailResponse.class),
                arguments("DescribeInstanceAttributes", "{}", DescribeInstanceAttributesResponse.class),
                arguments("DescribeRegion", "{}", DescribeRegionResponse.class),
                arguments("DescribeTaskStatus", "{'FlowId':0}", DescribeTaskStatusResponse.class),
                arguments("DescribeGroup", "{}", DescribeGroupResponse.class),
                arguments("DescribeGroupInfo", "{'GroupList':['reads-group']}", DescribeGroupInfoResponse.class),
                arguments("DescribeGroupOffsets", "{'Group':'reads-group'}", DescribeGroupOffsetsResponse.class),
                arguments("DescribeConsumerGroup", "{'GroupName':'reads-group'}", DescribeConsumerGroupResponse.class),
                arguments("DescribeTopic", "{'SearchWord':'reads-'}", DescribeTopicResponse.class),
                arguments("DescribeTopicDetail", "{'SearchWord':'reads-'}", DescribeTopicDetailResponse.class),
                arguments("DescribeTopicSyncReplica", "{'TopicName':'reads-a'}",
                        DescribeTopicSyncReplicaResponse.class),
                arguments("DescribeTopicSubscribeGroup", "{'TopicName':'reads-a'}",
                        DescribeTopicSubscribeGroupResponse.class),
                arguments("DescribeTopicAttributes", "{'TopicName':'reads-a'}", DescribeTopicAttributesResponse.class),
                arguments("FetchMessageByOffset", "{'Topic':'reads-a','Partition':0,'Offset':0}",
                        FetchMessageByOffsetResponse.class),
                arguments("FetchMessageListByOffset", "{'Topic':'reads-a','Partition':0,'Offset':0}",
                        FetchMessageListByOffsetResponse.class),
                arguments("FetchMessageListByTimestamp", "{'Topic':'reads-a','Partition':0,'StartTime':0}",
                        FetchMessageListByTimestampResponse.class));
    }

    /** Every field that is sent is one the SDK knows: what it reads and writes again has lost nothing but nulls. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("everyReadWithTheSdksClassForIt")
    void answersInTheFieldsThatTheSdkKnows(String action, String body, Class<? extends AbstractModel> type) {
        JsonNode answer = ask(action, body);

        String again = AbstractModel.toJsonString(AbstractModel.fromJsonString(answer.toString(), type));

        assertThat(new JsonMapper().readTree(again)).isEqualTo(withoutNulls(answer));
    }

    private static JsonNode withoutNulls(JsonNode answer) {
        JsonMapper mapper = JsonMapper.builder()
                .changeDefaultPropertyInclusion(
                        include -> include.withContentInclusion(JsonInclude.Include.NON_NULL)
                                .withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
        return mapper.readTree(mapper.writeValueAsString(mapper.treeToValue(answer, Object.class)));
    }

    private static String texts(JsonNode rows, String field) {
        return rows.valueStream().map(row -> row.path(field).stringValue())
                .collect(Collectors.joining(","));
    }

    private static String json(String text) {
        return text.replace('\'', '"').replace("\n", "");
    }
}
