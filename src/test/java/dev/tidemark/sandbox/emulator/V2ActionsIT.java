package dev.tidemark.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.LiveMember;
import dev.tidemark.testing.SharedEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every legacy action over HTTP before a real Kafka. Topic legacy-a has two partitions of 100 records of which the first
 * 10 are deleted, legacy-b one partition of 5.
 */
class V2ActionsIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as("ckafka-legacy"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger NONCE = new AtomicInteger(1);
    private static final String GROUP = "结算 / legacy <b>";
    private static final TopicPartition A0 = new TopicPartition("legacy-a", 0);
    private static final TopicPartition A1 = new TopicPartition("legacy-a", 1);
    private static final TopicPartition B0 = new TopicPartition("legacy-b", 0);
    private static final Map<TopicPartition, Long> BEFORE = Map.of(A0, 40L, A1, 50L, B0, 3L);

    @BeforeAll
    static void fill() {
        BROKER.topic("legacy-a", 2);
        BROKER.topic("legacy-b", 1);
        for (int partition = 0; partition < 2; partition++) {
            BROKER.produce("legacy-a", partition, 100);
            BROKER.deleteBefore("legacy-a", partition, 10);
        }
        BROKER.produce("legacy-b", 0, 5);
    }

    @BeforeEach
    void commit() {
        EMULATOR.disarm();
        BROKER.commit(GROUP, BEFORE);
    }

    @ParameterizedTest
    @CsvSource({
        // strategy and its field    | topics             | A0  | A1 | B0
        "strategy=0&shift=5,           legacy-a,            45,  55, 3",
        "strategy=0&shift=-35,         legacy-a,            10,  15, 3",
        "strategy=1&timestamp=-2,      legacy-a,            10,  10, 3",
        "strategy=1&timestamp=-1,      legacy-a+legacy-b,   100, 100, 5",
        "strategy=1&timestamp=1000,    legacy-a,            10,  10, 3",
        "strategy=2&offset=70,         legacy-a,            70,  70, 3",
        "strategy=2&offset=4,          legacy-a+legacy-b,   10,  10, 4",
        "strategy=2&offset=70&shift=1&timestamp=-1, legacy-a, 70, 70, 3",
        // No topic named means all of the group's.
        "strategy=1&timestamp=-1,      '',                  100, 100, 5"})
    void movesWholeTopicsAsTheStrategySays(String strategy, String topics, long a0, long a1, long b0) {
        V2SignedRequest request = asking("POST", "SetGroupOffset").with("group", GROUP);
        for (String field : strategy.split("&", -1)) {
            request.with(field.split("=", -1)[0], field.split("=", -1)[1]);
        }
        List<String> named = topics.isEmpty() ? List.of() : List.of(topics.split("\\+", -1));
        IntStream.range(0, named.size()).forEach(i -> request.with("topics." + i, named.get(i)));

        JsonNode data = ok(request);

        assertThat(BROKER.committed(GROUP)).isEqualTo(Map.of(A0, a0, A1, a1, B0, b0));
        assertThat(data.path("failed")).isEmpty();
        assertThat(data.at("/succ/0").toString()).isEqualTo("{\"topic\":\"legacy-a\",\"error_code\":0,\"partitions\":["
                + "{\"partition\":0,\"offset\":" + a0 + ",\"error_code\":0},{\"partition\":1,\"offset\":" + a1
                + ",\"error_code\":0}]}");
    }

    @ParameterizedTest
    @CsvSource({"GET, SetGroupOffset", "GET, SetGroupOffsets", "POST, SetGroupOffsets"})
    void answersToBothNamesOfTheReset(String method, String action) {
        ok(asking(method, action).with("group", GROUP).with("strategy", 2).with("offset", 20).with("topics.0",
                "legacy-a"));

        assertThat(BROKER.committed(GROUP)).containsAllEntriesOf(Map.of(A0, 20L, A1, 20L, B0, 3L));
    }

    @Test
    void reportsATopicThatFailsBesideThoseThatDoNotAndSucceedsAsAWhole() {
        JsonNode data = ok(asking("POST", "SetGroupOffset").multipart().with("group", GROUP).with("strategy", 1)
                .with("timestamp", -2).with("topics.0", "legacy-none").with("topics.1", "legacy-a"));

        assertThat(data.at("/succ/0/topic").stringValue()).isEqualTo("legacy-a");
        assertThat(data.path("failed")).singleElement().satisfies(failed -> {
            assertThat(failed.path("topic").stringValue()).isEqualTo("legacy-none");
            assertThat(failed.path("error_code").intValue()).isEqualTo(3);
            assertThat(failed.path("error_msg").stringValue()).isNotBlank();
            assertThat(failed.path("partitions")).isEmpty();
        });
        assertThat(BROKER.committed(GROUP)).containsAllEntriesOf(Map.of(A0, 10L, A1, 10L, B0, 3L));
    }

    @Test
    void failsATopicThatHasNothingToShiftFrom() {
        BROKER.commit("legacy-half", "legacy-b", 0, 3);

        JsonNode data = ok(asking("POST", "SetGroupOffset").with("group", "legacy-half").with("strategy", 0)
                .with("shift", 1).with("topics.0", "legacy-a").with("topics.1", "legacy-b"));

        assertThat(data.at("/failed/0/topic").stringValue()).isEqualTo("legacy-a");
        assertThat(data.at("/failed/0/error_code").intValue()).isEqualTo(-1);
        assertThat(BROKER.committed("legacy-half")).isEqualTo(Map.of(B0, 4L));
    }

    @Test
    void refusesToMoveAGroupThatIsNotEmpty() {
        BROKER.topic("legacy-live-topic", 1);
        try (LiveMember _ = LiveMember.join(BROKER.bootstrapServers(), "legacy-live", "c", "legacy-live-topic")) {
            JsonNode answer = answer(asking("POST", "SetGroupOffset").with("group", "legacy-live").with("strategy", 1)
                    .with("timestamp", -1));

            assertThat(answer.path("code").intValue()).isEqualTo(4000);
            assertThat(answer.path("message").stringValue()).startsWith("(1049)");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SetGroupOffset  | group=g&strategy=1               | 4000 | (9003)",
        "SetGroupOffset  | group=g&strategy=3               | 4000 | (9003)",
        "SetGroupOffset  | group=g&strategy=1&timestamp=now | 4000 | timestamp",
        "SetGroupOffset  | group=g&strategy=1&ShiftTimestamp=-1 | 4000 | ShiftTimestamp",
        "SetGroupOffset  | group=nobody-knows&strategy=1&timestamp=-1 | 5100 | does not exist",
        "SetGroupOffset  | strategy=1&timestamp=-1          | 4000 | group",
        "ListGroup       | instanceId=ckafka-other          | 5000 | (10006)",
        "GetGroupOffsets | group=g&limit=51                 | 4000 | limit",
        "CheckTaskStatus | flowId=7                         | 5100 | (10017)",
        "GetGroupInfo    | group=g                          | 4000 | group"})
    void refusesWithANumberAndAModule(String action, String fields, int code, String message) {
        V2SignedRequest request = asking("GET", action);
        if (action.equals("CheckTaskStatus")) {
            request.without("instanceId");
        }
        for (String field : fields.split("&", -1)) {
            request.with(field.split("=", -1)[0], field.split("=", -1)[1]);
        }

        JsonNode answer = answer(request);

        assertThat(answer.path("code").intValue()).isEqualTo(code);
        assertThat(answer.path("message").stringValue()).contains(message);
        assertThat(BROKER.committed(GROUP)).isEqualTo(BEFORE);
    }

    @Test
    void readsWhatTheGroupCommitted() {
        JsonNode data = ok(asking("GET", "GetGroupOffsets").with("group", GROUP).with("searchWord", "acy-a"));

        assertThat(data.toString())
                .isEqualTo("{\"totalCount\":1,\"topicList\":[{\"topic\":\"legacy-a\",\"partitions\":["
                        + "{\"partition\":0,\"offset\":40,\"metadata\":\"\",\"err_code\":0,\"log_end_offset\":100,\"lag\":60},"
                        + "{\"partition\":1,\"offset\":50,\"metadata\":\"\",\"err_code\":0,\"log_end_offset\":100,\"lag\":50}]}]}");
        assertThat(ok(asking("GET", "GetGroupOffsets").with("group", GROUP).with("offset", 1).with("limit", 1))
                .at("/topicList/0/topic").stringValue()).isEqualTo("legacy-b");
        assertThat(ok(asking("GET", "GetGroupOffsets").with("group", GROUP).with("topics.0", "legacy-b"))
                .path("totalCount").intValue()).isEqualTo(1);
    }

    @Test
    void listsAndDescribesGroups() {
        assertThat(ok(asking("GET", "ListGroup").with("searchWord", "/ legacy")).toString())
                .isEqualTo("{\"totalCount\":1,\"groupList\":[{\"group\":\"" + GROUP + "\",\"protocol\":\"\"}]}");
        assertThat(ok(asking("GET", "ListGroup").with("group", "/ legacy")).path("totalCount").intValue()).isZero();
        assertThat(ok(asking("GET", "GetGroupInfo").with("group.0", GROUP).with("group.1", "nobody")).toString())
                .isEqualTo(
                        "[{\"err_code\":0,\"state\":\"Empty\",\"protocol_type\":\"\",\"protocol\":\"\",\"members\":[],"
                                + "\"group\":\"" + GROUP
                                + "\"},{\"err_code\":0,\"state\":\"Dead\",\"protocol_type\":\"\","
                                + "\"protocol\":\"\",\"members\":[],\"group\":\"nobody\"}]");
    }

    @Test
    void namesMembersInSnakeCase() {
        BROKER.topic("legacy-members-topic", 2);
        try (LiveMember _ = LiveMember.join(BROKER.bootstrapServers(), "legacy-members", "c-1",
                "legacy-members-topic")) {
            JsonNode member = ok(asking("GET", "GetGroupInfo").with("group.0", "legacy-members")).at("/0/members/0");

            assertThat(member.propertyNames()).containsExactly("member_id", "client_id", "client_host", "assignment");
            assertThat(member.path("client_id").stringValue()).isEqualTo("c-1");
            assertThat(member.path("assignment").toString()).isEqualTo("{\"version\":0,\"topics\":[{\"topic\":"
                    + "\"legacy-members-topic\",\"partitions\":[0,1]}]}");
        }
    }

    @Test
    void listsInstancesAndKnowsTasksThatAreDone() {
        assertThat(ok(asking("GET", "ListInstance")).toString()).isEqualTo("{\"totalCount\":1,\"instanceList\":["
                + "{\"instanceId\":\"ckafka-legacy\",\"instanceName\":\"shared\",\"status\":1}]}");
        assertThat(ok(asking("GET", "CheckTaskStatus").without("instanceId").with("flowId", 0)).toString())
                .isEqualTo("{\"status\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SetGroupOffset", "SetGroupOffsets"})
    void answersAResetInTheFieldsAndTheOrderOfTheDocuments(String action) {
        JsonNode answer = answer(asking("POST", action).with("group", GROUP).with("strategy", 2).with("offset", 20)
                .with("topics.0", "legacy-b"));

        assertThat(answer.toString()).isEqualTo("{\"codeDesc\":\"Success\",\"code\":0,\"msg\":\"\",\"data\":{"
                + "\"succ\":[{\"topic\":\"legacy-b\",\"error_code\":0,\"partitions\":[{\"partition\":0,"
                + "\"offset\":5,\"error_code\":0}]}],\"failed\":[]}}");
    }

    @Test
    void meetsTheFaultsOfPartitionsThatAreArmedForIt() {
        EMULATOR.arm(Map.of("action", "SetGroupOffset", "kind", "partition-error", "times", 1, "code", "14", "topic",
                "legacy-a", "partition", 1));
        EMULATOR.arm("GetGroupOffsets", "partition-error", "14", Duration.ZERO);

        JsonNode data = ok(asking("POST", "SetGroupOffset").with("group", GROUP).with("strategy", 1)
                .with("timestamp", -1).with("topics.0", "legacy-a"));

        assertThat(data.at("/failed/0/partitions/0/error_code").intValue()).isEqualTo(14);
        assertThat(BROKER.committed(GROUP)).isEqualTo(Map.of(A0, 100L, A1, 50L, B0, 3L));
        assertThat(ok(asking("GET", "GetGroupOffsets").with("group", GROUP))
                .at("/topicList/1/partitions/0/err_code").intValue()).isEqualTo(14);
    }

    @Test
    void meetsTheFaultsThatAreArmedForIt() {
        EMULATOR.arm("ListGroup", "code", "4400", Duration.ZERO);
        EMULATOR.arm("GetGroupOffsets", "null-lag", "", Duration.ZERO);
        EMULATOR.arm("SetGroupOffset", "return-code", "16", Duration.ZERO);

        assertThat(answer(asking("GET", "ListGroup")).path("code").intValue()).isEqualTo(4400);
        assertThat(ok(asking("GET", "GetGroupOffsets").with("group", GROUP)).at("/topicList/0/partitions/0/lag")
                .isNull()).isTrue();
        assertThat(ok(asking("GET", "SetGroupOffset").with("group", GROUP).with("topics.0", "legacy-a")
                .with("strategy", 1).with("timestamp", -1)).at("/failed/0").toString())
                .isEqualTo("{\"topic\":\"legacy-a\",\"error_code\":16,"
                        + "\"error_msg\":\"A fault that was armed in the emulator.\",\"partitions\":[]}");
        assertThat(BROKER.committed(GROUP)).isEqualTo(BEFORE);
    }

    private static V2SignedRequest asking(String method, String action) {
        return new V2SignedRequest(method, action).host(URI.create(EMULATOR.endpoint()).getAuthority())
                .with("instanceId", "ckafka-legacy").with("Nonce", NONCE.getAndIncrement())
                .with("Timestamp", Instant.now().getEpochSecond());
    }

    private static JsonNode ok(V2SignedRequest request) {
        JsonNode answer = answer(request);
        assertThat(answer.path("code").intValue()).as(answer.toString()).isZero();
        return answer.path("data");
    }

    private static JsonNode answer(V2SignedRequest request) {
        request.sign();
        URI uri = URI.create(EMULATOR.endpoint() + request.path + (request.query().isEmpty() ? "" : "?")
                + request.query());
        try {
            return new JsonMapper().readTree(HTTP.send(HttpRequest.newBuilder(uri)
                    .header("Content-Type", request.contentType())
                    .method(request.method, HttpRequest.BodyPublishers.ofString(request.body())).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
