package dev.tidemark.ckafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.ckafka.account.CkafkaProperties.Account;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.account.CkafkaProperties.Site;
import dev.tidemark.ckafka.account.CkafkaProperties.Timeouts;
import dev.tidemark.ckafka.account.CredentialSettings;
import dev.tidemark.ckafka.account.Credentials;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.v2.V2Client;
import dev.tidemark.ckafka.v2.V2Instances;
import dev.tidemark.ckafka.v3.SdkClients;
import dev.tidemark.ckafka.v3.V3Calls;
import dev.tidemark.ckafka.v3.V3Instances;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances.Region;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.SharedEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several accounts and regions, behind allow-lists, at the endpoints of the vendor's two sites. */
class AccountsIT {
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(
            SharedBroker.get().as("ckafka-one"), SharedBroker.get().as("ckafka-two"),
            SharedBroker.get().as("other-three"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "DOMESTIC, -, https://, ckafka.tencentcloudapi.com",
        "INTERNATIONAL, -, https://, ckafka.intl.tencentcloudapi.com",
        "DOMESTIC, ckafka.{region}.tencentcloudapi.com, https://, ckafka.ap-shanghai-fsi.tencentcloudapi.com",
        "DOMESTIC, https://ckafka.private:8443/, https://, ckafka.private:8443",
        "INTERNATIONAL, http://127.0.0.1:9180, http://, 127.0.0.1:9180"})
    void areCalledAtTheEndpointOfTheirSiteOrTheOneThatWasNamed(Site site, @Nullable String endpoint, String protocol,
            String host) {
        Account account = account("main", site, endpoint, List.of("*"), "ap-shanghai-fsi");

        assertThat(account.protocol()).isEqualTo(protocol);
        assertThat(account.hostIn("ap-shanghai-fsi")).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"DOMESTIC, -, ckafka.api.qcloud.com",
        "INTERNATIONAL, -, ckafka.api.qcloud.com", "DOMESTIC, https://ckafka.private:8443/, ckafka.private:8443"})
    void areCalledElsewhereByTheLegacyApi(Site site, @Nullable String endpoint, String host) {
        assertThat(account("main", Api.V2, site, endpoint, List.of("*"), "gz").hostIn("gz")).isEqualTo(host);
    }

    @Test
    void areEachAskedByTheirOwnApi() {
        int before = EMULATOR.requests("ListInstance");
        InstanceDirectory instances = instances(
                account("all", Site.DOMESTIC, EMULATOR.endpoint(), List.of("*"), "ap-guangzhou"),
                account("some", Api.V2, Site.DOMESTIC, EMULATOR.endpoint(), List.of("ckafka-t*"), "ap-guangzhou"));

        assertThat(names(instances, "all")).containsExactly("ckafka-one", "ckafka-two", "other-three");
        assertThat(EMULATOR.requests("ListInstance")).isEqualTo(before);
        assertThat(names(instances, "some")).containsExactly("ckafka-two");
        assertThat(EMULATOR.requests("ListInstance")).isEqualTo(before + 1);
        assertThat(instances.api(new InstanceId("ckafka-two"))).isEqualTo(Api.V2);
        assertThat(instances.api(new InstanceId("ckafka-one"))).isEqualTo(Api.V3);
    }

    @Test
    void showTheInstancesThatTheirAllowListsLetThrough() {
        InstanceDirectory instances = instances(
                account("all", Site.DOMESTIC, EMULATOR.endpoint(), List.of("*"), "ap-guangzhou"),
                account("some", Site.DOMESTIC, EMULATOR.endpoint(), List.of("ckafka-t*", "none"), "ap-guangzhou"));

        assertThat(names(instances, "all")).containsExactly("ckafka-one", "ckafka-two", "other-three");
        assertThat(names(instances, "some")).containsExactly("ckafka-two");
    }

    @Test
    void hideWhatTheAllowListHidesFromEveryQuestion() {
        InstanceDirectory instances = instances(
                account("some", Site.DOMESTIC, EMULATOR.endpoint(), List.of("ckafka-t*"), "ap-guangzhou"));

        assertThat(instances.locate(new InstanceId("ckafka-two")).account()).isEqualTo("some");
        assertThatThrownBy(() -> instances.locate(new InstanceId("ckafka-one"))).isInstanceOf(InstanceNotFound.class);
    }

    @Test
    void doNotDependOnARegionThatDoesNotAnswer() {
        InstanceDirectory instances = instances(
                account("main", Site.DOMESTIC, EMULATOR.endpoint(), List.of("*"), "ap-nowhere", "ap-guangzhou"));

        assertThat(instances.locate(new InstanceId("ckafka-one")).name()).isEqualTo("ap-guangzhou");
        assertThatThrownBy(() -> instances.in(new Region("main", "ap-nowhere")))
                .isInstanceOfSatisfying(ClusterUnavailable.class,
                        problem -> assertThat(problem.code()).contains("UnsupportedRegion"));
        // An instance cannot be called missing while a region does not answer.
        assertThatThrownBy(() -> instances.locate(new InstanceId("ckafka-none")))
                .isInstanceOf(ClusterUnavailable.class);
    }

    private static List<String> names(InstanceDirectory instances, String account) {
        return instances.in(new Region(account, "ap-guangzhou")).stream().map(KafkaInstance::id)
                .map(InstanceId::value).toList();
    }

    private static InstanceDirectory instances(Account... accounts) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Credentials keys = Credentials.of("any", accounts[0].credentials(), Map.of());
        V3Calls calls = new V3Calls(List.of(accounts), Map.of("all", keys, "some", keys, "main", keys),
                new SdkClients(new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10))),
                TestCalls.counted(meters));
        V2AccountCalls legacy = new V2AccountCalls(
                new WatchedAccounts(List.of(accounts), Map.of("all", keys, "some", keys, "main", keys)),
                new V2Client(Duration.ofSeconds(3), Duration.ofSeconds(5), Clock.systemUTC()),
                TestCalls.counted(meters), Caller.INTERACTIVE);
        return new InstanceDirectory(List.of(accounts),
                Map.of(Api.V3, new V3Instances(calls, Caller.INTERACTIVE), Api.V2,
                        new V2Instances(legacy)),
                Clock.systemUTC());
    }

    private static Account account(String name, Site site, @Nullable String endpoint, List<String> allowed,
            String... regions) {
        return account(name, Api.V3, site, endpoint, allowed, regions);
    }

    private static Account account(String name, Api api, Site site, @Nullable String endpoint, List<String> allowed,
            String... regions) {
        return new Account(name, List.of(regions), api, site, endpoint, allowed,
                new CredentialSettings(CredentialSettings.Source.CONFIGURED, "AKIDsandbox", "sandbox-secret-key", null,
                        "default", null, null, null, "tidemark"));
    }
}
