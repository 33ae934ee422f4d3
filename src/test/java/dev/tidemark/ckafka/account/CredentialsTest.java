package dev.tidemark.ckafka.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import dev.tidemark.ckafka.CkafkaConfiguration;
import dev.tidemark.ckafka.NoAccounts;
import dev.tidemark.ckafka.account.CkafkaProperties.Budget;
import dev.tidemark.ckafka.account.CkafkaProperties.Timeouts;
import dev.tidemark.ckafka.account.CredentialSettings.Source;
import dev.tidemark.kafka.ClusterUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TENCENTCLOUD_SECRET_ID", "AKIDenv",
            "TENCENTCLOUD_SECRET_KEY", "key-env", "TENCENTCLOUD_TOKEN", "token-env");

    @TempDir
    Path folder;

    @Test
    void comeFromTheConfiguration() {
        Credential found = Credentials.of("main", settings(Source.CONFIGURED, "AKIDone", "key-one"), Map.of())
                .current();

        assertThat(found.getSecretId()).isEqualTo("AKIDone");
        assertThat(found.getSecretKey()).isEqualTo("key-one");
        assertThat(found.getToken()).isNull();
    }

    @Test
    void comeFromTheEnvironmentWithTheirToken() {
        Credential found = Credentials.of("main", CredentialSettings.fromEnvironment(), ENVIRONMENT).current();

        assertThat(found.getSecretId()).isEqualTo("AKIDenv");
        assertThat(found.getToken()).isEqualTo("token-env");
    }

    @Test
    void comeFromTheSectionOfTheFileThatOtherToolsShare() throws Exception {
        Path file = folder.resolve("credentials");
        Files.writeString(file, """
                # kept by the command line
                [default]
                secret_id = AKIDdefault
                secret_key = key-default

                [night shift]
                secret_id = AKIDnight
                secret_key = key=with/signs+
                token = t-1
                """);

        Credential found = Credentials.of("main", profile(file, "night shift"), Map.of()).current();

        assertThat(found.getSecretId()).isEqualTo("AKIDnight");
        assertThat(found.getSecretKey()).isEqualTo("key=with/signs+");
        assertThat(found.getToken()).isEqualTo("t-1");
    }

    @Test
    void areMissedInAFileThatIsNotThere() {
        assertThatThrownBy(() -> Credentials.of("main", profile(folder.resolve("none"), "default"), Map.of()))
                .isInstanceOf(MissingCredentials.class).hasMessageContaining("none");
    }

    @Test
    void areMissedInASectionThatIsNotThere() throws Exception {
        Path file = Files.writeString(folder.resolve("credentials"), "[other]\nsecret_id = a\nsecret_key = b\n");

        assertThatThrownBy(() -> Credentials.of("main", profile(file, "default"), Map.of()))
                .isInstanceOf(MissingCredentials.class).hasMessageContaining("[default]");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-, -", "AKIDone, -", "-, key", "'', key", "AKIDone, ' '"})
    void areRefusedAtStartWhenHalfOfThemIsMissing(@Nullable String id, @Nullable String key) {
        assertThatThrownBy(() -> Credentials.of("billing", settings(Source.CONFIGURED, id, key), Map.of()))
                .isInstanceOf(MissingCredentials.class).hasMessageContaining("billing");
    }

    @Test
    void areWholeAlthoughTheRolesKeysChangeWhileTheyAreRead() {
        Credential renewing = new Credential("id-1", "key-1", "token-1") {
            private int reads;

            @Override
            public String getSecretKey() {
                // The renewal happens after the first id was read and before its key is.
                if (reads++ == 0) {
                    setSecretId("id-2");
                    setSecretKey("key-2");
                    setToken("token-2");
                }
                return super.getSecretKey();
            }
        };

        Credential copy = new Credentials.Renewing("main", renewing).current();

        assertThat(List.of(copy.getSecretId(), copy.getSecretKey(), copy.getToken())).containsExactly("id-2", "key-2",
                "token-2");
    }

    @Test
    void ofARoleThatGivesNoneAreAnUnavailableCluster() {
        assertThatThrownBy(() -> new Credentials.Renewing("main", new Credential()).current())
                .isInstanceOfSatisfying(ClusterUnavailable.class,
                        problem -> assertThat(problem.reason()).isEqualTo(ClusterUnavailable.Reason.DENIED))
                .hasMessageContaining("main");
    }

    @Test
    void areNeverPrinted() {
        CredentialSettings settings = settings(Source.CONFIGURED, "AKIDone", "key-one");
        var account = new CkafkaProperties.Account("main", List.of("r"), CkafkaProperties.Api.V3,
                CkafkaProperties.Site.DOMESTIC, null,
                List.of("*"), settings);
        var properties = new CkafkaProperties(List.of(account),
                new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO), new Budget(Map.of(), 0, Duration.ZERO));

        assertThat(properties.toString()).doesNotContain("AKIDone").doesNotContain("key-one");
        assertThat(new Credentials.Keys("AKIDone", "key-one", null).toString()).doesNotContain("one");
        assertThat(Credentials.of("main", settings, Map.of()).toString()).doesNotContain("one");
    }

    @Test
    void areNotNeededInConfigurationWhenTheEnvironmentHoldsThemAndTheRegion() {
        CkafkaProperties nothing = new CkafkaProperties(List.of(),
                new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO), new Budget(Map.of(), 0, Duration.ZERO));

        assertThat(CkafkaConfiguration.accounts(nothing,
                Map.of("TENCENTCLOUD_SECRET_ID", "a", "TENCENTCLOUD_REGION", "ap-shanghai"))).singleElement()
                .satisfies(account -> assertThat(account.regions()).containsExactly("ap-shanghai"));
        assertThatThrownBy(() -> CkafkaConfiguration.accounts(nothing, Map.of())).isInstanceOf(NoAccounts.class);
        assertThatThrownBy(() -> CkafkaConfiguration.accounts(nothing, ENVIRONMENT)).isInstanceOf(NoAccounts.class)
                .hasMessageContaining("TENCENTCLOUD_REGION");
    }

    private static CredentialSettings settings(Source source, @Nullable String id, @Nullable String key) {
        return new CredentialSettings(source, id, key, null, "default", null, null, null, "tidemark");
    }

    private static CredentialSettings profile(Path file, String section) {
        return new CredentialSettings(Source.PROFILE, null, null, null, section, file.toString(), null, null,
                "tidemark");
    }
}
