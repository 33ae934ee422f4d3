package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.traffic.Condition;
import dev.tidemark.sandbox.traffic.DemoGroup;
import dev.tidemark.sandbox.traffic.DemoScenario;
import dev.tidemark.testing.RunningSandbox;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole house as a newcomer starts it, asked over HTTP: dashboard, SDK, emulator, two brokers and the demo traffic.
 * What it says is compared with a Kafka client that knows nothing of any of them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxIT {
    private static final String PROD = "/api/v1/instances/ckafka-sandboxp";
    private static final JsonMapper JSON = new JsonMapper();

    private static @Nullable RunningSandbox running;

    @BeforeAll
    static void start() {
        // The sweep would use up the faults that are meant for people's calls.
        running = new RunningSandbox("--tidemark.lag.enabled=false");
    }

    @AfterAll
    static void stop() throws Exception {
        Path folder = folder();
        assertThat(folder).isDirectory();
        assertThat(folder.getFileName().toString()).startsWith("tidemark-sandbox-");
        sandbox().close();
        assertThat(folder).doesNotExist();
        Awaitility.await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName).noneMatch(name -> name.startsWith("sandbox-")));
    }

    @AfterEach
    void disarm() {
        sandbox().disarm();
    }

    @Test
    @Order(1)
    void showsBothInstancesWithTheirTags() throws Exception {
        JsonNode list = get("/api/v1/instances");

        assertThat(list.path("total").intValue()).isEqualTo(2);
        assertThat(list.path("instances").valueStream()
                .map(row -> row.path("instanceId").stringValue() + " " + row.path("name").stringValue() + " "
                        + row.path("region").stringValue() + " " + row.path("tags").path("env").stringValue()))
                .containsExactly("ckafka-sandboxd orders-dev ap-guangzhou dev",
                        "ckafka-sandboxp orders-prod ap-guangzhou prod");
    }

    @Test
    @Order(2)
    void pagesThroughAllGroupsOfTheCast() throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                .until(() -> get(PROD + "/groups?limit=50").path("total").intValue() == cast().count());

        List<String> names = Stream
                .of(get(PROD + "/groups?limit=30&offset=0"), get(PROD + "/groups?limit=30&offset=30"))
                .flatMap(page -> page.path("groups").valueStream()).map(row -> row.path("group").stringValue())
                .toList();

        assertThat(names).isSorted().containsExactlyInAnyOrderElementsOf(cast().map(DemoGroup::name).toList());
    }

    static Stream<DemoGroup> cast() {
        return DemoScenario.ordersProd().groups().stream();
    }

    /**
     * Offsets move while they are asked for, and only forward; so Kafka is asked before and after, and what the dashboard
     * says must lie between. On a group that stands still that is equality.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cast")
    @Order(3)
    void saysOfEachGroupWhatKafkaSays(DemoGroup group) throws Exception {
        Set<String> topics = Set.copyOf(group.topics());
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                .until(() -> offsets(group).path("total").intValue() == topics.size());
        Map<TopicPartition, Long> committedBefore = committed(group.name());
        Map<TopicPartition, Long> endsBefore = ends(topics);
        // A page size that was not used before, so that the answer is not one of the cache's.
        JsonNode said = get(offsetsPath(group) + "&limit=49");
        Map<TopicPartition, Long> endsAfter = ends(topics);
        Map<TopicPartition, Long> committedAfter = committed(group.name());

        int partitions = 0;
        for (JsonNode topic : said.path("topics")) {
            for (JsonNode row : topic.path("partitions")) {
                TopicPartition key = new TopicPartition(topic.path("topic").stringValue(),
                        row.path("partition").intValue());
                partitions++;
                assertThat(row.path("logEndOffset").longValue()).as("log end of %s", key)
                        .isBetween(endsBefore.get(key), endsAfter.get(key));
                if (committedAfter.get(key) == null) {
                    assertThat(row.path("committedOffset").isNull()).as("committed on %s", key).isTrue();
                    assertThat(row.path("lag").isNull()).as("lag of %s", key).isTrue();
                } else if (committedBefore.get(key) != null) {
                    long committed = row.path("committedOffset").longValue();
                    assertThat(committed).as("committed on %s", key).isBetween(committedBefore.get(key),
                            committedAfter.get(key));
                    assertThat(row.path("lag").longValue()).as("lag of %s", key)
                            .isEqualTo(Math.max(0, row.path("logEndOffset").longValue() - committed));
                }
            }
        }
        if (group.topics().size() <= 50) {
            assertThat(partitions).isEqualTo(endsAfter.size());
        }
    }

    @Test
    @Order(4)
    void showsLagThatMovesWhileOneWatches() throws Exception {
        DemoGroup stopped = DemoScenario.ordersProd().in(Condition.STOPPED).getFirst();
        long lag = offsets(stopped).path("lag").longValue();

        Awaitility.await().atMost(Duration.ofSeconds(60))
                .until(() -> offsets(stopped).path("lag").longValue() > lag);
    }

    @ParameterizedTest
    @CsvSource({
        "code, AuthFailure.SignatureFailure, AuthFailure.SignatureFailure",
        "code, RequestLimitExceeded, RequestLimitExceeded",
        "http-500, '', ServerSideError",
        "http-503, '', ServerSideError",
        "empty-body, '', ''",
        "drop-before, '', ''"})
    @Order(5)
    void keepsTheLastGoodAnswerInBadWeatherAndSaysWhy(String kind, String code, String said) throws Exception {
        DemoGroup group = DemoScenario.ordersProd().in(Condition.IDLE).getFirst();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> offsets(group).path("problem").isNull());
        JsonNode good = offsets(group);
        sandbox().arm("DescribeGroupOffsets", kind, code);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !offsets(group).path("problem").isNull());

        JsonNode stale = offsets(group);
        assertThat(stale.path("topics")).isEqualTo(good.path("topics"));
        assertThat(stale.path("problem").path("code").asString("")).isEqualTo(said);
        assertThat(stale.path("problem").path("message").stringValue()).isNotBlank();
    }

    @Test
    @Order(6)
    void answers503WithCodeAndRequestIdWhenNothingIsKnown() throws Exception {
        sandbox().arm("DescribeGroupOffsets", "code", "InternalError");

        HttpResponse<String> answer = sandbox()
                .ask(PROD + "/group/offsets?name=invoice-export&search=never-asked-before");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("code").stringValue()).isEqualTo("InternalError");
        assertThat(problem.path("requestId").stringValue()).isNotBlank();
    }

    @Test
    @Order(7)
    void survivesALagFieldWithoutANumber() throws Exception {
        sandbox().arm("DescribeGroupOffsets", "null-lag", "");

        JsonNode offsets = get(PROD + "/group/offsets?name=invoice-export&search=invoices");

        assertThat(offsets.path("problem").isNull()).isTrue();
        assertThat(offsets.path("lag").longValue()).isPositive();
    }

    @Test
    @Order(8)
    void asksTheCloudAtMostTwiceForAPageOfAGroup() throws Exception {
        long before = sandbox().requests();

        sandbox().ask(PROD + "/group/offsets?name=shipment-tracking&search=ship");
        sandbox().ask(PROD + "/group?name=shipment-tracking");

        assertThat(sandbox().requests() - before).isLessThanOrEqualTo(2);
    }

    private static JsonNode offsets(DemoGroup group) {
        return get(offsetsPath(group));
    }

    private static String offsetsPath(DemoGroup group) {
        return PROD + "/group/offsets?name=" + URLEncoder.encode(group.name(), StandardCharsets.UTF_8);
    }

    private static JsonNode get(String path) {
        return sandbox().get(path);
    }

    private static RunningSandbox sandbox() {
        return Objects.requireNonNull(running);
    }

    private static Map<TopicPartition, Long> committed(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> all = sandbox().kafka().listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata().get();
        return all.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static Map<TopicPartition, Long> ends(Set<String> topics) throws Exception {
        Map<TopicPartition, OffsetSpec> question = sandbox().kafka().describeTopics(topics).allTopicNames().get()
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return sandbox().kafka().listOffsets(question).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Where this sandbox keeps its files, as its broker says; sandboxes of other processes have folders beside it. */
    private static Path folder() throws Exception {
        int broker = sandbox().kafka().describeCluster().nodes().get().iterator().next().id();
        String logs = Objects.requireNonNull(sandbox().kafka().describeLogDirs(List.of(broker)).allDescriptions().get()
                .get(broker)).keySet().iterator().next();
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        return all.resolve(all.relativize(Path.of(logs)).getName(0));
    }
}
