package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaProperties.Account;
import dev.tidemark.ckafka.CkafkaProperties.Api;
import dev.tidemark.ckafka.CkafkaProperties.Budget;
import dev.tidemark.ckafka.CkafkaProperties.Site;
import dev.tidemark.ckafka.CkafkaProperties.Timeouts;
import dev.tidemark.ckafka.legacy.LegacyClient;
import dev.tidemark.instance.Instances.Region;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The adapter's calls as configuration would wire them, for one account whose endpoint a test provides. */
final class TestCalls {
    static final Region REGION = new Region("test", "ap-guangzhou");

    private TestCalls() {
    }

    static List<Account> accounts(String endpoint) {
        return accounts(endpoint, Api.V3);
    }

    static List<Account> accounts(String endpoint, Api api) {
        return List.of(new Account("test", List.of("ap-guangzhou"), api, Site.DOMESTIC, endpoint, List.of("ckafka-*"),
                keys("sandbox-secret-key")));
    }

    static CkafkaCalls to(String endpoint, Duration readTimeout, MeterRegistry meters) {
        return signedWith("sandbox-secret-key", endpoint, readTimeout, meters);
    }

    static CkafkaCalls signedWith(String secretKey, String endpoint, Duration readTimeout, MeterRegistry meters) {
        return new CkafkaCalls(accounts(endpoint), Map.of("test", Credentials.of("test", keys(secretKey), Map.of())),
                new SdkClients(new Timeouts(Duration.ofSeconds(3), readTimeout, Duration.ofSeconds(10))),
                counted(meters));
    }

    /** Calls of the legacy API for the same account. */
    static AccountCalls legacy(String endpoint, Duration readTimeout, MeterRegistry meters) {
        return legacySignedWith("sandbox-secret-key", endpoint, readTimeout, meters);
    }

    static AccountCalls legacySignedWith(String secretKey, String endpoint, Duration readTimeout,
            MeterRegistry meters) {
        return new AccountCalls(accounts(endpoint, Api.V2),
                Map.of("test", Credentials.of("test", keys(secretKey), Map.of())),
                new LegacyClient(Duration.ofSeconds(3), readTimeout, Clock.systemUTC()), counted(meters),
                Urgency.PERSON);
    }

    /** Calls of which a thousand a second are allowed of every kind that a test would otherwise wait for. */
    static CkafkaCalls unhurried(String endpoint) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Budget budget = new Budget(Map.of("FetchMessageListByTimestamp", 1000), 0.3, Duration.ofSeconds(2));
        return to(endpoint, Duration.ofSeconds(8), new Calls(new CallBudget(budget, meters), meters));
    }

    static CkafkaCalls to(String endpoint, Duration readTimeout, Calls calls) {
        return new CkafkaCalls(accounts(endpoint),
                Map.of("test", Credentials.of("test", keys("sandbox-secret-key"), Map.of())),
                new SdkClients(new Timeouts(Duration.ofSeconds(3), readTimeout, Duration.ofSeconds(10))), calls);
    }

    static Calls counted(MeterRegistry meters) {
        return new Calls(budget(meters), meters);
    }

    static CallBudget budget(MeterRegistry meters) {
        return new CallBudget(new Budget(Map.of(), 0.3, Duration.ofSeconds(2)), meters);
    }

    private static CredentialSettings keys(String secretKey) {
        return new CredentialSettings(CredentialSettings.Source.CONFIGURED, "AKIDsandbox", secretKey, null, "default",
                null, null, null, "tidemark");
    }
}
