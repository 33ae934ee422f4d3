package dev.tidemark.instance.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.instance.KafkaInstance.Details;
import dev.tidemark.instance.KafkaInstance.Health;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The list of instances, as a page and as JSON. */
@WebTest
class InstancesTest {
    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;

    @BeforeEach
    void arrange() {
        ckafka.clear();
        // Instances are kept for half a minute.
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void leaveNothing() {
        ckafka.clear();
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void showsEveryInstanceWithItsGroups() {
        ckafka.instance(Groups.instance("ckafka-i1", "orders", "ap-guangzhou"));
        assertThat(Browser.of(mvc).text("/instances")).contains(
                "orders ckafka-i1 Running ap-guangzhou - - Not reported - Not reported "
                        + "2.4.1 - env=prod",
                "Updated 0 s ago")
                .doesNotContain("Account");
        assertThat(Browser.of(mvc).html("/instances")).contains("href=\"/instances/ckafka-i1/groups\"");
        assertThat(Browser.of(mvc).in("zh-CN").text("/instances")).contains("运行中", "地域", "标签", "0 秒前")
                .doesNotContain("??");
    }

    @Test
    void namesTheAccountWhenThereIsMoreThanOne() {
        ckafka.instance(Groups.instance("ckafka-i1", "orders", "ap-guangzhou"));
        ckafka.region(new Region("finance", "ap-guangzhou"));
        assertThat(Browser.of(mvc).text("/instances")).contains("Account", "ap-guangzhou default");
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusHasAWordInBothLanguages(InstanceStatus status) {
        ckafka.instance(new KafkaInstance(new InstanceId("ckafka-i1"), "orders", "default", "ap-guangzhou", status,
                Optional.empty(), Map.of()));
        assertThat(Browser.of(mvc).html("/instances")).doesNotContain("??").contains("class=\"badge badge-")
                .contains("title=\"Not reported\"");
        assertThat(Browser.of(mvc).in("zh-CN").html("/instances")).doesNotContain("??");
    }

    @Test
    void showsHealthEditionAndSize() {
        ckafka.instance(new KafkaInstance(new InstanceId("ckafka-i1"), "orders", "default", "ap-guangzhou",
                InstanceStatus.RUNNING, Optional.of("2.8.1"), Map.of(), new Details(Health.ALARM, "disk is 91 % full",
                        "profession", OptionalLong.of(1_234), OptionalLong.of(5_678))));

        assertThat(Browser.of(mvc).text("/instances")).contains("alarm", "profession", "1,234", "5,678");
        assertThat(Browser.of(mvc).html("/instances")).contains("title=\"disk is 91 % full\"",
                "hx-get=\"/instances/ckafka-i1/groups/total\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORDERS", "ckafka-i1", "guangzhou", "env=prod"})
    void findsByNameIdRegionAndTag(String search) {
        ckafka.instance(Groups.instance("ckafka-i1", "orders", "ap-guangzhou")).instance(new KafkaInstance(
                new InstanceId("ckafka-i2"), "billing", "default", "ap-shanghai", InstanceStatus.RUNNING,
                Optional.empty(), Map.of()));

        assertThat(Browser.of(mvc).text("/instances?search=" + search)).contains("ckafka-i1")
                .doesNotContain("ckafka-i2");
        assertThat(Browser.of(mvc).text("/instances?search=nothing-like-it")).contains("No instances match.");
    }

    @Test
    void saysWhenThereAreNone() {
        assertThat(Browser.of(mvc).text("/instances")).contains("No instances");
    }

    @Test
    void aSilentRegionHidesNoOther() {
        ckafka.instance(Groups.instance("ckafka-i1", "orders", "ap-guangzhou"));
        ckafka.failRegion(new Region("default", "ap-never"), Groups.throttled());
        assertThat(Browser.of(mvc).open("/instances")).hasStatus(200);
        assertThat(Browser.of(mvc).text("/instances")).contains("ckafka-i1",
                "Region ap-never of account default is not responding.", "RequestLimitExceeded", "req-7c1f",
                "Its instances are missing from this list.");
    }

    @Test
    void aRegionThatFallsSilentKeepsItsLastAnswer() {
        ckafka.instance(Groups.instance("ckafka-i1", "orders", "ap-kept"));
        Browser.of(mvc).open("/instances");
        clock.advance(Duration.ofSeconds(90));
        ckafka.failRegion(new Region("default", "ap-kept"), Groups.throttled());
        assertThat(Browser.of(mvc).text("/instances"))
                .contains("ckafka-i1", "Last successful response: 90 s ago.", "req-7c1f")
                .doesNotContain("missing from this list");
    }

    @Test
    void showsOnlyWhatWasGranted() {
        ckafka.instance(Groups.instance("ckafka-a1", "mine", "ap-guangzhou"))
                .instance(Groups.instance("ckafka-b1", "theirs", "ap-guangzhou"));
        assertThat(Browser.of(mvc).as("limited").text("/instances")).contains("ckafka-a1").doesNotContain("ckafka-b1");
        assertThat(Browser.of(mvc).as("limited").call("/api/v1/instances")).bodyJson().extractingPath("$.total")
                .isEqualTo(1);
    }

    @Test
    void printsHostileNamesAndTagsAsText() {
        ckafka.instance(new KafkaInstance(new InstanceId("ckafka-i1"), "<b onclick=x>\"&", "default", "ap-guangzhou",
                InstanceStatus.RUNNING, Optional.of("<i>"), Map.of("<script>", "'")));
        assertThat(Browser.of(mvc).html("/instances")).doesNotContain("<b onclick", "<i>", "<script>=")
                .contains("&lt;b onclick=x&gt;&quot;&amp;");
    }

    @Test
    void answersProgramsInTheAgreedShape() {
        ckafka.instance(Groups.instance("ckafka-i1", "orders", "ap-guangzhou"));
        ckafka.failRegion(new Region("default", "ap-mute"), Groups.throttled());
        assertThat(Browser.of(mvc).call("/api/v1/instances")).hasStatus(200).bodyJson().isStrictlyEqualTo("""
                {"total": 1,
                 "instances": [{"instanceId": "ckafka-i1", "name": "orders", "region": "ap-guangzhou",
                                "status": "RUNNING", "tags": {"env": "prod"}}],
                 "unreachable": [{"account": "default", "region": "ap-mute", "code": "RequestLimitExceeded",
                                  "requestId": "req-7c1f", "message": "too many requests in a second"}]}
                """);
    }
}
