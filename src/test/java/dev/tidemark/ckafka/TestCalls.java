package dev.tidemark.ckafka;

import dev.tidemark.ckafka.account.CkafkaProperties.Account;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.account.CkafkaProperties.Budget;
import dev.tidemark.ckafka.account.CkafkaProperties.Site;
import dev.tidemark.ckafka.account.CkafkaProperties.Timeouts;
import dev.tidemark.ckafka.account.CredentialSettings;
import dev.tidemark.ckafka.account.Credentials;
import dev.tidemark.ckafka.call.ApiCalls;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.call.RequestBudget;
import dev.tidemark.ckafka.v2.V2Client;
import dev.tidemark.ckafka.v3.SdkClients;
import dev.tidemark.ckafka.v3.V3Calls;
import dev.tidemark.instance.Instances.Region;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The adapter's calls as configuration would wire them, for one account whose endpoint a test provides. */
public final class TestCalls {
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

    public static V3Calls to(String endpoint, Duration readTimeout, MeterRegistry meters) {
        return signedWith("sandbox-secret-key", endpoint, readTimeout, meters);
    }

    static V3Calls signedWith(String secretKey, String endpoint, Duration readTimeout, MeterRegistry meters) {
        return new V3Calls(accounts(endpoint), Map.of("test", Credentials.of("test", keys(secretKey), Map.of())),
                new SdkClients(new Timeouts(Duration.ofSeconds(3), readTimeout, Duration.ofSeconds(10))),
                counted(meters));
    }

    /** ApiCalls of the legacy API for the same account. */
    static V2AccountCalls legacy(String endpoint, Duration readTimeout, MeterRegistry meters) {
        return legacySignedWith("sandbox-secret-key", endpoint, readTimeout, meters);
    }

    static V2AccountCalls legacySignedWith(String secretKey, String endpoint, Duration readTimeout,
            MeterRegistry meters) {
        return new V2AccountCalls(new WatchedAccounts(accounts(endpoint, Api.V2),
                Map.of("test", Credentials.of("test", keys(secretKey), Map.of()))),
                new V2Client(Duration.ofSeconds(3), readTimeout, Clock.systemUTC()), counted(meters),
                Caller.INTERACTIVE);
    }

    /** ApiCalls of which a thousand a second are allowed of every kind that a test would otherwise wait for. */
    public static V3Calls unhurried(String endpoint) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Budget budget = new Budget(Map.of("FetchMessageListByTimestamp", 1000), 0.3, Duration.ofSeconds(2));
        return to(endpoint, Duration.ofSeconds(8), new ApiCalls(new RequestBudget(budget, meters), meters));
    }

    public static V3Calls to(String endpoint, Duration readTimeout, ApiCalls calls) {
        return new V3Calls(accounts(endpoint),
                Map.of("test", Credentials.of("test", keys("sandbox-secret-key"), Map.of())),
                new SdkClients(new Timeouts(Duration.ofSeconds(3), readTimeout, Duration.ofSeconds(10))), calls);
    }

    public static ApiCalls counted(MeterRegistry meters) {
        return new ApiCalls(budget(meters), meters);
    }

    public static RequestBudget budget(MeterRegistry meters) {
        return new RequestBudget(new Budget(Map.of(), 0.3, Duration.ofSeconds(2)), meters);
    }

    private static CredentialSettings keys(String secretKey) {
        return new CredentialSettings(CredentialSettings.Source.CONFIGURED, "AKIDsandbox", secretKey, null, "default",
                null, null, null, "tidemark");
    }
}
