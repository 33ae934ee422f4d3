package dev.tidemark.sandbox.emulator.action;

import static dev.tidemark.sandbox.emulator.action.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.sandbox.emulator.action.reset.ModifyGroupOffsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults that an action acts out, and the older reading of the documents, over a real Kafka. */
class ActionFaultsIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final AtomicInteger GROUPS = new AtomicInteger();
    private static final TopicPartition A0 = new TopicPartition("faults-a", 0);
    private static final TopicPartition A1 = new TopicPartition("faults-a", 1);
    private static final TopicPartition B0 = new TopicPartition("faults-b", 0);
    private static final Map<TopicPartition, Long> BEFORE = Map.of(A0, 4L, A1, 5L, B0, 3L);
    private static final ActionFault NEVER = new ActionFault.Task(Duration.ofMinutes(10), "");
    private static final ActionFault SOON = new ActionFault.Task(Duration.ofMillis(1), "");

    private final String group = "faults-" + GROUPS.incrementAndGet();

    @BeforeAll
    static void fill() {
        BROKER.topic("faults-a", 2);
        BROKER.topic("faults-b", 1);
        BROKER.produce("faults-a", 0, 10);
        BROKER.produce("faults-a", 1, 10);
        BROKER.produce("faults-b", 0, 10);
    }

    @BeforeEach
    void commit() {
        BROKER.commit(group, BEFORE);
    }

    @Test
    void acceptsAResetAsATaskAndWritesNothingWhileItRuns() {
        JsonNode modified = ask("ModifyGroupOffsets", modify("'faults-a'"), NEVER);
        JsonNode batched = ask("BatchModifyGroupOffsets", batch(), NEVER);

        assertThat(modified.at("/Result/ReturnCode").stringValue()).isEqualTo("0");
        assertThat(batched.at("/Result/ReturnCode").stringValue()).isEqualTo("OK");
        for (JsonNode answer : List.of(modified, batched)) {
            assertThat(flowId(answer)).isPositive();
            assertThat(status(flowId(answer))).isEqualTo(2);
        }
        assertThat(BROKER.committed(group)).isEqualTo(BEFORE);
    }

    @Test
    void hasWrittenWhenTheTaskIsDone() {
        awaitStatus(flowId(ask("ModifyGroupOffsets", modify("'faults-a'"), SOON)), 0);
        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, 8L, A1, 8L, B0, 3L));

        awaitStatus(flowId(ask("BatchModifyGroupOffsets", batch(), SOON)), 0);
        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, 2L, A1, 8L, B0, 3L));
    }

    @Test
    void writesNothingWhenTheTaskFails() {
        ActionFault failing = new ActionFault.Task(Duration.ofMillis(1), "disk full");

        long flowId = flowId(ask("ModifyGroupOffsets", modify("'faults-a'"), failing));

        awaitStatus(flowId, 1);
        assertThat(ask("DescribeTaskStatus", "{'FlowId':" + flowId + "}").at("/Result/Output").stringValue())
                .isEqualTo("disk full");
        assertThat(BROKER.committed(group)).isEqualTo(BEFORE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "ModifyGroupOffsets | {'Group':'<G>','Strategy':2,'Offset':8,'Topics':['faults-none']} | FailedOperation",
        "ModifyGroupOffsets | {'Group':'<G>-other','Strategy':2,'Offset':8,'Topics':['faults-a']} | FailedOperation",
        "ModifyGroupOffsets | {'Group':'<G>','Strategy':9,'Topics':['faults-a']} | InvalidParameterValue.WrongAction",
        "BatchModifyGroupOffsets | {'GroupName':'<G>','TopicName':['faults-a'],'Partitions':[{'Partition':7,'Offset':1}]} | InvalidParameterValue"})
    void checksARequestBeforeItBecomesATask(String action, String body, String code) {
        ApiError refusal = catchThrowableOfType(ApiError.class,
                () -> ask(action, body.replace("<G>", group), SOON));

        assertThat(refusal.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "         |    | a0=16 a1=16 b0=16",
        "faults-a |    | a0=16 a1=16 b0=0",
        "faults-a | 1  | a0=0 a1=16 b0=0",
        "         | 0  | a0=16 a1=0 b0=16",
        "faults-c |    | a0=0 a1=0 b0=0"})
    void putsTheErrorOnThePartitionsThatAreNamed(@Nullable String topic, @Nullable Integer partition, String errors) {
        JsonNode answer = ask("DescribeGroupOffsets", "{'Group':'" + group + "'}", error(topic, partition));

        assertThat(answer.at("/Result/TopicList").valueStream().flatMap(row -> row.path("Partitions").valueStream()
                .map(one -> row.path("Topic").stringValue().substring(7) + one.path("Partition").intValue() + "="
                        + one.path("ErrorCode").intValue()))
                .collect(Collectors.joining(" "))).isEqualTo(errors);
        assertThat(answer.at("/Result/TopicList/0/Partitions/0/LogEndOffset").longValue()).isEqualTo(10);
    }

    @Test
    void putsTheErrorIntoTheLegacyAnswerToo() {
        assertThat(ask("GetGroupOffsets", legacy(""), error("faults-b", null)).at("/Data/TopicList").toString())
                .contains("\"Partition\":0,\"Offset\":3,\"Metadata\":\"\",\"err_code\":16")
                .contains("\"Partition\":1,\"Offset\":5,\"Metadata\":\"\",\"err_code\":0");
    }

    @Test
    void failsThePartitionsThatAreNamedInALegacyResetAndDoesNotWriteThem() {
        JsonNode data = ask("SetGroupOffset", legacy(",'strategy':2,'offset':7"), error("faults-a", 1)).path("Data");

        assertThat(data.path("Failed").toString()).isEqualTo("[{\"Topic\":\"faults-a\",\"error_code\":16,"
                + "\"error_msg\":\"A fault that was armed in the emulator.\",\"Partitions\":"
                + "[{\"Partition\":1,\"Offset\":7,\"error_code\":16}]}]");
        assertThat(data.path("Succ").toString()).isEqualTo("[{\"Topic\":\"faults-a\",\"error_code\":0,"
                + "\"Partitions\":[{\"Partition\":0,\"Offset\":7,\"error_code\":0}]},{\"Topic\":\"faults-b\","
                + "\"error_code\":0,\"Partitions\":[{\"Partition\":0,\"Offset\":7,\"error_code\":0}]}]");
        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, 7L, A1, 5L, B0, 7L));
    }

    @Test
    void failsAWholeTopicOfALegacyResetWhenAllItsPartitionsFail() {
        JsonNode data = ask("SetGroupOffsets", legacy(",'strategy':2,'offset':7"), error("faults-a", null))
                .path("Data");

        assertThat(data.at("/Failed/0/Partitions")).hasSize(2);
        assertThat(data.path("Succ")).singleElement()
                .satisfies(topic -> assertThat(topic.path("Topic").stringValue()).isEqualTo("faults-b"));
        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, 4L, A1, 5L, B0, 7L));
    }

    @Test
    void takesOmittedTopicsForAllOfTheGroupsOnlyWhenItIsSwitchedToThatReading() {
        Readings readings = new Readings();
        ModifyGroupOffsets action = new ModifyGroupOffsets(new Clusters(List.of(BROKER.as("ckafka-readings"))),
                new Tasks(Clock.systemUTC()), readings);
        Parameters parameters = new Parameters(new JsonMapper().readTree("{\"InstanceId\":\"ckafka-readings\","
                + "\"Group\":\"" + group + "\",\"Strategy\":1,\"ShiftTimestamp\":-1,\"Partitions\":[0]}"), false);

        assertThat(catchThrowableOfType(ApiError.class, () -> action.answer(parameters)).code())
                .isEqualTo("MissingParameter");
        assertThat(BROKER.committed(group)).isEqualTo(BEFORE);

        readings.set(Readings.TopicsOmitted.ALL);
        action.answer(parameters);
        assertThat(BROKER.committed(group)).isEqualTo(Map.of(A0, 10L, A1, 5L, B0, 10L));
    }

    private String modify(String topics) {
        return "{'Group':'" + group + "','Strategy':2,'Offset':8,'Topics':[" + topics + "]}";
    }

    private String batch() {
        return "{'GroupName':'" + group + "','TopicName':['faults-a'],'Partitions':[{'Partition':0,'Offset':2}]}";
    }

    private String legacy(String more) {
        return "{'instanceId':'" + Asking.INSTANCE + "','group':'" + group + "'" + more + "}";
    }

    private static ActionFault error(@Nullable String topic, @Nullable Integer partition) {
        return new ActionFault.PartitionError(16, Optional.ofNullable(topic),
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition));
    }

    private static long flowId(JsonNode answer) {
        return answer.at("/Result/Data/FlowId").longValue();
    }

    private static int status(long flowId) {
        return ask("DescribeTaskStatus", "{'FlowId':" + flowId + "}").at("/Result/Status").intValue();
    }

    private static void awaitStatus(long flowId, int expected) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> status(flowId) != 2);
        assertThat(status(flowId)).isEqualTo(expected);
    }
}
