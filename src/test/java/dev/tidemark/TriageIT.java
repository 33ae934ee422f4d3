package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.Promtool;
import dev.tidemark.testing.PromtoolCondition;
import dev.tidemark.testing.RunningSandbox;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The sandbox's groups, real consumers of a real Kafka, judged by the sweep as what they were made to be. */
// Each waits for a condition of its own and changes nothing, so they wait together.
@Execution(ExecutionMode.CONCURRENT)
class TriageIT {
    private static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = new RunningSandbox("--tidemark.lag.interval=2s", "--tidemark.lag.impact.abandoned-idle-after=1h");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /** Within a minute or so of sweeps; some conditions take a few samples to show. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"invoice-export,STOP", "payments-ledger,WARN", "shipment-tracking,STALL", "orders-fulfilment,OK",
        "search-indexer,OK", "fraud-scoring,NOT_ENOUGH_DATA", "loyalty-points,NOT_ENOUGH_DATA",
        "warehouse-stream-job,OK", "gift-card-mailer,WARN", "tax-calculator,OK", "stock-projection,OK",
        "audit-archive,STOP", "结算,STOP"})
    void judgesEveryConditionAsWhatItIs(String group, String verdict) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            JsonNode found = sandbox.get("/api/v1/triage?instance=ckafka-sandboxp&search="
                    + URLEncoder.encode(group, StandardCharsets.UTF_8)).at("/groups/0");
            assertThat(found.path("verdict").asString()).as(found.path("reason").asString()).isEqualTo(verdict);
            assertThat(found.path("reason").asString()).isNotBlank();
        });
    }

    /** Asked at most once a second for each topic, so that it takes some seconds. */
    @Test
    void saysHowManyMessagesRetentionDeletedBeforeTheyWereRead() {
        Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            JsonNode found = sandbox.get("/api/v1/triage?instance=ckafka-sandboxp&search=audit-archive")
                    .at("/groups/0");
            assertThat(found.path("lostMessages").asLong()).as(found.toString()).isPositive();
            assertThat(found.path("reason").asString()).contains("deleted before the group read them");
        });
    }

    /** An assign() consumer: Empty, and yet it would commit over a reset. */
    @Test
    void keepsAResetFromAGroupThatCommitsWithoutMembersUnlessAReasonIsGiven() {
        String preview = "/api/v1/instances/ckafka-sandboxp/reset-previews";
        String body = "{\"group\":\"warehouse-stream-job\",\"scope\":[{\"topic\":\"warehouse-movements\"}],"
                + "\"target\":{\"type\":\"to-earliest\"}%s}";

        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            var refused = sandbox.post(preview, body.formatted(""));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(refused.body()).contains("group-commits");
        });
        var planned = sandbox.post(preview, body.formatted(",\"overrideReason\":\"the job ends at noon\""));
        assertThat(planned.statusCode()).isEqualTo(201);
        assertThat(planned.body()).contains("commits-without-members", "the job ends at noon");
    }

    @Test
    void listsTheWorstFirstAndCountsAll() {
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> sandbox.get("/api/v1/triage").path("total").asInt() == 44);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<JsonNode> groups = sandbox.get("/api/v1/triage?instance=ckafka-sandboxp&limit=50").path("groups")
                    .valueStream().toList();

            assertThat(groups.stream().map(group -> group.path("verdict").asString().equals("OK") ? 1 : 0)).isSorted();
            assertThat(groups.stream().map(group -> group.path("group").asString())).as("growing before idle")
                    .containsSubsequence("payments-ledger", "gift-card-mailer");
        });
    }

    @Test
    void givesMetricsInTheFieldsNames() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String scraped = sandbox.ask("/actuator/prometheus").body();
            assertThat(scraped).contains("kafka_consumergroup_group_sum_lag{cluster_name=\"ckafka-sandboxp\","
                    + "group=\"payments-ledger\"}", "tidemark_consumergroup_verdict{", "tidemark_lag_sweep_seconds")
                    .doesNotContain("kafka_consumergroup_group_sum_lag{cluster_name=\"ckafka-sandboxp\","
                            + "group=\"fraud-scoring\"}");
        });
    }

    /** Prometheus' own tool reads what is scraped, and has nothing to say against our names. */
    @Test
    @ExtendWith(PromtoolCondition.class)
    void givesMetricsThatPrometheusReads() throws Exception {
        String scraped = sandbox.ask("/actuator/prometheus").body();

        assertThat(Promtool.run(scraped, "check", "metrics").lines()).noneMatch(
                line -> line.startsWith("tidemark_") || line.startsWith("kafka_") || line.contains("error while"));
    }

    @Test
    @ExtendWith(PromtoolCondition.class)
    void comesWithAlertRulesThatPrometheusTakes() throws Exception {
        assertThat(Promtool.run("", "check", "rules", "docs/prometheus/tidemark-rules.yml")).contains("SUCCESS");
        assertThat(Promtool.run("", "test", "rules", "docs/prometheus/tidemark-rules-test.yml")).contains("SUCCESS");
    }

    /** What the rules and the board ask for is there to be asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/prometheus/tidemark-rules.yml", "docs/grafana/tidemark.json"})
    void asksForNoMetricThatDoesNotExist(String file) throws Exception {
        Matcher named = Pattern.compile("\\b(tidemark|kafka_consumergroup)_[a-z_]+")
                .matcher(Files.readString(Path.of(file)));
        List<String> metrics = named.results().map(MatchResult::group).distinct().toList();

        assertThat(metrics).isNotEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String scraped = sandbox.ask("/actuator/prometheus").body();
            assertThat(metrics).allSatisfy(metric -> assertThat(scraped).containsPattern("(?m)^" + metric + "[{ ]"));
        });
    }
}
