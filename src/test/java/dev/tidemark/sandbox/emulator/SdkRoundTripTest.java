package dev.tidemark.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tencentcloudapi.ckafka.v20190819.CkafkaClient;
import com.tencentcloudapi.ckafka.v20190819.models.BatchModifyGroupOffsetsRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeGroupOffsetsRequest;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeGroupOffsetsResponse;
import com.tencentcloudapi.ckafka.v20190819.models.Partitions;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vendor's own SDK against the emulator, so that both sides of a signature were not written by the same hand. */
@Timeout(60)
class SdkRoundTripTest {
    private static final String HOSTILE = "a b+c*d~e/f%g&h=i?j#k\"l'm\\n<o>_p.q@r 订单 ü €";

    private final FakeAction offsets = FakeAction.offsets();
    private final FakeAction batch = new FakeAction("BatchModifyGroupOffsets",
            Set.of("InstanceId", "GroupName", "TopicName", "Partitions"), 20,
            parameters -> new FakeAction.Written(new FakeAction.Written.Jgw("OK", "success")));
    private final TurnableClock clock = new TurnableClock(Clock.systemUTC().instant());
    private final RunningEmulator emulator;

    SdkRoundTripTest(@TempDir Path folder) {
        emulator = RunningEmulator.of(folder, clock, offsets, batch);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    static Stream<Arguments> waysToSign() {
        return Stream.of(ClientProfile.SIGN_TC3_256, ClientProfile.SIGN_SHA256, ClientProfile.SIGN_SHA1)
                .flatMap(sign -> Stream.of(HttpProfile.REQ_POST, HttpProfile.REQ_GET)
                        .flatMap(method -> Stream.of(false, true)
                                .map(unsigned -> Arguments.of(sign, method, unsigned))));
    }

    @ParameterizedTest(name = "{0} {1} unsigned payload: {2}")
    @MethodSource("waysToSign")
    void understandsEveryWayToSign(String sign, String method, boolean unsigned) throws Exception {
        DescribeGroupOffsetsRequest request = new DescribeGroupOffsetsRequest();
        request.setInstanceId("ckafka-sandboxp");
        request.setGroup(HOSTILE);
        request.setTopics(IntStream.range(0, 12).mapToObj(number -> "t_" + number + " *~+/订").toArray(String[]::new));
        request.setLimit(50L);

        DescribeGroupOffsetsResponse response = client(sign, method, unsigned).DescribeGroupOffsets(request);

        assertThat(response.getResult().getTotalCount()).isEqualTo(1);
        Parameters received = offsets.asked.getFirst();
        assertThat(received.requiredText("Group")).isEqualTo(HOSTILE);
        assertThat(received.texts("Topics")).containsExactly(request.getTopics());
        assertThat(received.requiredNumber("Limit")).isEqualTo(50);
        assertThat(received.has("Offset")).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} unsigned payload: {2}")
    @MethodSource("waysToSign")
    void rebuildsArraysOfObjects(String sign, String method, boolean unsigned) throws Exception {
        BatchModifyGroupOffsetsRequest request = new BatchModifyGroupOffsetsRequest();
        request.setInstanceId("ckafka-sandboxp");
        request.setGroupName("@starts like a file");
        request.setTopicName(new String[]{"orders"});
        request.setPartitions(IntStream.range(0, 12).mapToObj(SdkRoundTripTest::partition).toArray(Partitions[]::new));

        assertThat(client(sign, method, unsigned).BatchModifyGroupOffsets(request).getResult().getReturnCode())
                .isEqualTo("OK");

        List<Parameters> partitions = batch.asked.getFirst().objects("Partitions");
        assertThat(partitions).extracting(each -> each.requiredNumber("Partition"))
                .containsExactlyElementsOf(IntStream.range(0, 12).mapToObj(Long::valueOf).toList());
        assertThat(partitions.get(11).requiredNumber("Offset")).isEqualTo(9_007_199_254_741_004L);
    }

    @ParameterizedTest(name = "{0} {1} unsigned payload: {2}")
    @MethodSource("waysToSign")
    void refusesAWrongKey(String sign, String method, boolean unsigned) {
        assertRefused(client(new Credential("AKIDsandbox", "wrong"), sign, method, unsigned),
                "AuthFailure.SignatureFailure");
    }

    @ParameterizedTest(name = "{0} {1} unsigned payload: {2}")
    @MethodSource("waysToSign")
    void refusesAnUnknownId(String sign, String method, boolean unsigned) {
        assertRefused(client(new Credential("AKIDother", SignedRequest.KEY), sign, method, unsigned),
                "AuthFailure.SecretIdNotFound");
    }

    @ParameterizedTest(name = "{0} {1} unsigned payload: {2}")
    @MethodSource("waysToSign")
    void refusesATokenThatItDoesNotKnow(String sign, String method, boolean unsigned) {
        assertRefused(client(new Credential("AKIDsandbox", SignedRequest.KEY, "token"), sign, method, unsigned),
                "AuthFailure.TokenFailure");
    }

    @ParameterizedTest(name = "{0} {1} unsigned payload: {2}")
    @MethodSource("waysToSign")
    void refusesAnOldTimestamp(String sign, String method, boolean unsigned) {
        clock.turn(Duration.ofSeconds(310));
        assertRefused(client(sign, method, unsigned), "AuthFailure.SignatureExpire");
    }

    @Test
    void signsAnswersWithTheRequestIdOfItsLog() throws Exception {
        String requestId = client(ClientProfile.SIGN_TC3_256, HttpProfile.REQ_POST, false)
                .DescribeGroupOffsets(new DescribeGroupOffsetsRequest()).getRequestId();

        assertThat(emulator.log("").path(0).path("requestId").stringValue()).isEqualTo(requestId);
    }

    @ParameterizedTest(name = "{0} {1} unsigned payload: {2}")
    @MethodSource("waysToSign")
    void keepsSecretsOutOfTheLog(String sign, String method, boolean unsigned) throws Exception {
        DescribeGroupOffsetsRequest request = new DescribeGroupOffsetsRequest();
        request.setGroup("billing");
        client(sign, method, unsigned).DescribeGroupOffsets(request);

        assertThat(emulator.log("").path(0).path("body").toString()).isEqualTo("{\"Group\":\"billing\"}");
    }

    private void assertRefused(CkafkaClient client, String code) {
        assertThatExceptionOfType(TencentCloudSDKException.class)
                .isThrownBy(() -> client.DescribeGroupOffsets(new DescribeGroupOffsetsRequest()))
                .extracting(TencentCloudSDKException::getErrorCode).isEqualTo(code);
        assertThat(offsets.asked).isEmpty();
    }

    private static Partitions partition(int number) {
        Partitions partition = new Partitions();
        partition.setPartition((long) number);
        partition.setOffset(9_007_199_254_740_993L + number);
        return partition;
    }

    private CkafkaClient client(String sign, String method, boolean unsigned) {
        return client(new Credential(SignedRequest.ID, SignedRequest.KEY), sign, method, unsigned);
    }

    private CkafkaClient client(Credential credential, String sign, String method, boolean unsigned) {
        HttpProfile http = new HttpProfile();
        http.setProtocol("http://");
        http.setEndpoint("127.0.0.1:" + emulator.server.port());
        http.setReqMethod(method);
        http.setReadTimeout(10);
        ClientProfile profile = new ClientProfile(sign, http);
        profile.setUnsignedPayload(unsigned);
        return new CkafkaClient(credential, "ap-guangzhou", profile);
    }
}
