package dev.tidemark.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tencentcloudapi.ckafka.v20190819.CkafkaClient;
import com.tencentcloudapi.ckafka.v20190819.models.Config;
import com.tencentcloudapi.ckafka.v20190819.models.ConsumerRecord;
import com.tencentcloudapi.ckafka.v20190819.models.CreateConsumerRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DeleteGroupRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DeleteGroupSubscribeTopicRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTaskStatusRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicAttributesRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicDetailRequest;
import com.tencentcloudapi.ckafka.v20190819.models.FetchMessageByOffsetRequest;
import com.tencentcloudapi.ckafka.v20190819.models.JgwOperateResponse;
import com.tencentcloudapi.ckafka.v20190819.models.ModifyGroupOffsetsRequest;
import com.tencentcloudapi.ckafka.v20190819.models.TopicAttributesResponse;
import com.tencentcloudapi.ckafka.v20190819.models.TopicDetail;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.LiveMember;
import dev.tidemark.testing.SharedEmulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Actions on records, groups and settings through the vendor's SDK before a real Kafka. Topic sdk-a has two partitions;
 * partition 0 holds 5 records of which the first is deleted.
 */
class SdkActionsIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final String INSTANCE = "ckafka-sdk";
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as(INSTANCE));
    private static final TopicPartition A0 = new TopicPartition("sdk-a", 0);
    private static final TopicPartition A1 = new TopicPartition("sdk-a", 1);
    private static final TopicPartition B0 = new TopicPartition("sdk-b", 0);

    private final CkafkaClient client = client();

    @BeforeAll
    static void fill() throws ExecutionException, InterruptedException {
        BROKER.admin().createTopics(List.of(new NewTopic("sdk-settings", 3, (short) 1).configs(Map.of("retention.ms",
                "259200000", "cleanup.policy", "compact", "max.message.bytes", "2097164", "min.insync.replicas", "1",
                "message.timestamp.type", "LogAppendTime")))).all().get();
        BROKER.topic("sdk-a", 2);
        BROKER.topic("sdk-b", 1);
        BROKER.topic("sdk-live", 1);
        BROKER.produce("sdk-a", 0, 3);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("sdk-a", 0, 1_700_000_000_000L, "订单-7", "{\"state\":\"bad\"}",
                    List.of(new RecordHeader("trace", "abc".getBytes(StandardCharsets.UTF_8))))).get();
            producer.send(new ProducerRecord<>("sdk-a", 0, null, null)).get();
        }
        BROKER.deleteBefore("sdk-a", 0, 1);
    }

    @Test
    void showsOneRecordWithKeyValueAndHeaders() throws Exception {
        ConsumerRecord found = fetch(3);

        assertThat(found.getTopic()).isEqualTo("sdk-a");
        assertThat(found.getPartition()).isZero();
        assertThat(found.getOffset()).isEqualTo(3);
        assertThat(found.getKey()).isEqualTo("订单-7");
        assertThat(found.getValue()).isEqualTo("{\"state\":\"bad\"}");
        assertThat(found.getTimestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(found.getHeaders()).isEqualTo("{\"trace\":\"abc\"}");
    }

    @Test
    void showsARecordWithoutKeyAndValueAsSuch() throws Exception {
        ConsumerRecord found = fetch(4);

        assertThat(found.getOffset()).isEqualTo(4);
        assertThat(found.getKey()).isNull();
        assertThat(found.getValue()).isNull();
        assertThat(found.getHeaders()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, FailedOperation", "5, FailedOperation", "99, FailedOperation", "-1, InvalidParameterValue"})
    void refusesAnOffsetWithoutARecord(long offset, String code) {
        assertThat(codeOf(() -> fetch(offset))).isEqualTo(code);
    }

    @Test
    void tellsTheSettingsOfATopic() throws Exception {
        DescribeTopicAttributesRequest request = new DescribeTopicAttributesRequest();
        request.setInstanceId(INSTANCE);
        request.setTopicName("sdk-settings");

        TopicAttributesResponse found = client.DescribeTopicAttributes(request).getResult();

        assertThat(found.getPartitionNum()).isEqualTo(3);
        assertThat(found.getReplicaNum()).isEqualTo(1);
        assertThat(found.getPartitions()).extracting(each -> List.of(each.getPartition(), each.getLeaderStatus(),
                each.getIsrNum(), each.getReplicaNum()))
                .containsExactly(List.of(0L, 0L, 1L, 1L), List.of(1L, 0L, 1L, 1L), List.of(2L, 0L, 1L, 1L));
        assertSettings(found.getConfig());
        request.setTopicName("sdk-none");
        assertThat(codeOf(() -> client.DescribeTopicAttributes(request))).isEqualTo("FailedOperation");
    }

    @Test
    void tellsTheSettingsOfEveryTopicOfAPage() throws Exception {
        DescribeTopicDetailRequest request = new DescribeTopicDetailRequest();
        request.setInstanceId(INSTANCE);
        request.setSearchWord("sdk-");

        TopicDetail[] found = client.DescribeTopicDetail(request).getResult().getTopicList();

        assertThat(found).filteredOn(topic -> topic.getTopicName().equals("sdk-settings")).singleElement()
                .satisfies(topic -> assertSettings(topic.getConfig()));
        assertThat(found).filteredOn(topic -> topic.getTopicName().equals("sdk-a")).singleElement()
                .satisfies(topic -> assertThat(topic.getConfig().getRetention()).as("the broker's own").isPositive());
    }

    private static void assertSettings(Config config) {
        assertThat(config.getRetention()).isEqualTo(259_200_000);
        assertThat(config.getCleanUpPolicy()).isEqualTo("compact");
        assertThat(config.getMaxMessageBytes()).isEqualTo(2_097_164);
        assertThat(config.getMinInsyncReplicas()).isEqualTo(1);
        assertThat(config.getLogMsgTimestampType()).isEqualTo("LogAppendTime");
        assertThat(config.getUncleanLeaderElectionEnable()).isZero();
        assertThat(config.getSegmentMs()).isPositive();
        assertThat(config.getSegmentBytes()).isPositive();
        assertThat(config.getRetentionBytes()).isEqualTo(-1);
    }

    @Test
    void createsAGroupThatBeginsAtTheLogEndAndDoesSoOnce() throws Exception {
        CreateConsumerRequest request = consumer("sdk-created", "sdk-b");
        request.setTopicNameList(new String[]{"sdk-a"});

        JgwOperateResponse created = client.CreateConsumer(request).getResult();

        assertThat(created.getReturnCode()).isEqualTo("ok");
        assertThat(created.getReturnMessage()).isEqualTo("success");
        assertThat(BROKER.committed("sdk-created")).isEqualTo(Map.of(A0, 5L, A1, 0L, B0, 0L));
        assertThat(codeOf(() -> client.CreateConsumer(request)))
                .isEqualTo("InvalidParameterValue.RepetitionValue");
    }

    @Test
    void createsNoGroupWithoutATopicThatExists() {
        assertThat(codeOf(() -> client.CreateConsumer(consumer("sdk-not-created", null))))
                .isEqualTo("MissingParameter");
        assertThat(codeOf(() -> client.CreateConsumer(consumer("sdk-not-created", "sdk-none"))))
                .isEqualTo("FailedOperation");
        assertThat(BROKER.committed("sdk-not-created")).isEmpty();
    }

    @Test
    void forgetsTheOffsetsOfOneTopicAndKeepsTheOthers() throws Exception {
        BROKER.commit("sdk-forgets", Map.of(A0, 2L, A1, 0L, B0, 0L));

        assertThat(client.DeleteGroupSubscribeTopic(forgetting("sdk-forgets", "sdk-a")).getResult().getReturnCode())
                .isEqualTo("0");

        assertThat(BROKER.committed("sdk-forgets")).isEqualTo(Map.of(B0, 0L));
        assertThat(codeOf(() -> client.DeleteGroupSubscribeTopic(forgetting("sdk-forgets", "sdk-a"))))
                .as("nothing left").isEqualTo("FailedOperation");
        assertThat(codeOf(() -> client.DeleteGroupSubscribeTopic(forgetting("sdk-ghost", "sdk-a"))))
                .as("no such group").isEqualTo("FailedOperation");
    }

    @Test
    void deletesAGroup() throws Exception {
        BROKER.commit("sdk-deleted", Map.of(A0, 2L));

        JgwOperateResponse deleted = client.DeleteGroup(deleting("sdk-deleted")).getResult();

        assertThat(deleted.getReturnCode()).isEqualTo("0");
        assertThat(deleted.getReturnMessage()).isEqualTo("group delete success");
        assertThat(BROKER.committed("sdk-deleted")).isEmpty();
        assertThat(codeOf(() -> client.DeleteGroup(deleting("sdk-deleted")))).as("gone").isEqualTo("FailedOperation");
    }

    @Test
    void leavesAGroupAloneThatHasMembers() {
        BROKER.commit("sdk-busy", Map.of(new TopicPartition("sdk-live", 0), 0L, B0, 0L));
        try (LiveMember _ = LiveMember.join(BROKER.bootstrapServers(), "sdk-busy", "c", "sdk-live")) {
            assertThat(codeOf(() -> client.DeleteGroup(deleting("sdk-busy")))).isEqualTo("FailedOperation");
            assertThat(codeOf(() -> client.DeleteGroupSubscribeTopic(forgetting("sdk-busy", "sdk-live"))))
                    .isEqualTo("FailedOperation");
            assertThat(BROKER.committed("sdk-busy")).containsKeys(new TopicPartition("sdk-live", 0), B0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no reason"})
    void carriesAResetOutAsATaskWhenThatIsArmed(String failure) throws Exception {
        String group = "sdk-task-" + failure.length();
        BROKER.commit(group, Map.of(A0, 2L));
        EMULATOR.arm("ModifyGroupOffsets", "task", failure, Duration.ofMillis(400));
        ModifyGroupOffsetsRequest request = new ModifyGroupOffsetsRequest();
        request.setInstanceId(INSTANCE);
        request.setGroup(group);
        request.setStrategy(2L);
        request.setOffset(4L);
        request.setTopics(new String[]{"sdk-a"});
        request.setPartitions(new Long[]{0L});

        long flowId = client.ModifyGroupOffsets(request).getResult().getData().getFlowId();

        assertThat(flowId).isPositive();
        DescribeTaskStatusRequest task = new DescribeTaskStatusRequest();
        task.setFlowId(flowId);
        Awaitility.await().atMost(Duration.ofSeconds(20))
                .until(() -> client.DescribeTaskStatus(task).getResult().getStatus() != 2);
        assertThat(client.DescribeTaskStatus(task).getResult().getStatus()).isEqualTo(failure.isEmpty() ? 0 : 1);
        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, failure.isEmpty() ? 4L : 2L));
        task.setFlowId(7L);
        assertThat(codeOf(() -> client.DescribeTaskStatus(task))).isEqualTo("FailedOperation");
    }

    private ConsumerRecord fetch(long offset) throws TencentCloudSDKException {
        FetchMessageByOffsetRequest request = new FetchMessageByOffsetRequest();
        request.setInstanceId(INSTANCE);
        request.setTopic("sdk-a");
        request.setPartition(0L);
        request.setOffset(offset);
        return client.FetchMessageByOffset(request).getResult();
    }

    private static CreateConsumerRequest consumer(String group, @Nullable String topic) {
        CreateConsumerRequest request = new CreateConsumerRequest();
        request.setInstanceId(INSTANCE);
        request.setGroupName(group);
        request.setTopicName(topic);
        return request;
    }

    private static DeleteGroupSubscribeTopicRequest forgetting(String group, String topic) {
        DeleteGroupSubscribeTopicRequest request = new DeleteGroupSubscribeTopicRequest();
        request.setInstanceId(INSTANCE);
        request.setGroup(group);
        request.setTopic(topic);
        return request;
    }

    private static DeleteGroupRequest deleting(String group) {
        DeleteGroupRequest request = new DeleteGroupRequest();
        request.setInstanceId(INSTANCE);
        request.setGroup(group);
        return request;
    }

    private static String codeOf(ThrowingCallable call) {
        TencentCloudSDKException refusal = catchThrowableOfType(TencentCloudSDKException.class, call);
        assertThat(refusal).isNotNull();
        return refusal.getErrorCode();
    }

    private static CkafkaClient client() {
        HttpProfile http = new HttpProfile();
        http.setProtocol("http://");
        http.setEndpoint(EMULATOR.endpoint().substring("http://".length()));
        http.setReadTimeout(20);
        return new CkafkaClient(new Credential(SignedRequest.ID, SignedRequest.KEY), "ap-guangzhou",
                new ClientProfile(ClientProfile.SIGN_TC3_256, http));
    }
}
