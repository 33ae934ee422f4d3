package dev.tidemark.ckafka;

import dev.tidemark.ckafka.account.CkafkaProperties;
import dev.tidemark.ckafka.account.CkafkaProperties.Account;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.account.CkafkaProperties.Site;
import dev.tidemark.ckafka.account.CredentialSettings;
import dev.tidemark.ckafka.account.Credentials;
import dev.tidemark.ckafka.call.ApiCalls;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.call.RequestBudget;
import dev.tidemark.ckafka.v2.V2Api;
import dev.tidemark.ckafka.v2.V2Client;
import dev.tidemark.ckafka.v2.V2Instances;
import dev.tidemark.ckafka.v3.SdkClients;
import dev.tidemark.ckafka.v3.V3Api;
import dev.tidemark.ckafka.v3.V3Calls;
import dev.tidemark.ckafka.v3.V3Instances;
import dev.tidemark.consumergroup.BackgroundReading;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the adapters of the ports to the accounts in configuration. */
@Configuration(proxyBeanMethods = false)
public class CkafkaConfiguration {
    @Bean
    RequestBudget callBudget(CkafkaProperties properties, MeterRegistry meters) {
        return new RequestBudget(properties.budget(), meters);
    }

    @Bean
    ApiCalls calls(RequestBudget budget, MeterRegistry meters) {
        return new ApiCalls(budget, meters);
    }

    @Bean
    WatchedAccounts watchedAccounts(CkafkaProperties properties) {
        List<Account> accounts = accounts(properties, System.getenv());
        return new WatchedAccounts(accounts, accounts.stream().collect(Collectors.toMap(Account::name,
                account -> Credentials.of(account.name(), account.credentials(), System.getenv()))));
    }

    @Bean
    V3Calls v3Calls(CkafkaProperties properties, WatchedAccounts watched, ApiCalls calls) {
        return new V3Calls(watched.accounts(), watched.credentials(), new SdkClients(properties.timeouts()), calls);
    }

    @Bean
    V2Client v2Client(CkafkaProperties properties, Clock clock) {
        return new V2Client(properties.timeouts().connect(), properties.timeouts().read(), clock);
    }

    @Bean
    InstanceDirectory instances(WatchedAccounts watched, V3Calls v3, V2Client v2, ApiCalls calls, Clock clock) {
        return new InstanceDirectory(watched.accounts(), Map.of(Api.V3, new V3Instances(v3, Caller.INTERACTIVE), Api.V2,
                new V2Instances(new V2AccountCalls(watched, v2, calls, Caller.INTERACTIVE))), clock);
    }

    @Bean
    CkafkaRouter ckafka(InstanceDirectory instances, WatchedAccounts watched, V3Calls v3, V2Client v2, ApiCalls calls,
            RequestBudget budget) {
        return router(Caller.INTERACTIVE, instances, watched, v3, v2, calls, budget);
    }

    @Bean
    BackgroundReading backgroundReading(InstanceDirectory instances, WatchedAccounts watched, V3Calls v3, V2Client v2,
            ApiCalls calls, RequestBudget budget) {
        CkafkaRouter router = router(Caller.BACKGROUND, instances, watched, v3, v2, calls, budget);
        return new BackgroundReading(router, router, router);
    }

    private static CkafkaRouter router(Caller caller, InstanceDirectory instances, WatchedAccounts watched, V3Calls v3,
            V2Client v2, ApiCalls calls, RequestBudget budget) {
        return new CkafkaRouter(instances, Map.of(Api.V3, V3Api.of(instances, v3, budget, caller), Api.V2,
                V2Api.of(instances, new V2AccountCalls(watched, v2, calls, caller))));
    }

    /** The accounts in configuration; without any, the one whose keys and region are in the environment. */
    public static List<Account> accounts(CkafkaProperties properties, Map<String, String> environment) {
        List<Account> configured = properties.accounts();
        if (!configured.isEmpty()) {
            configured.stream().collect(Collectors.groupingBy(Account::name)).forEach((name, same) -> {
                if (same.size() > 1) {
                    throw new NoAccounts("two accounts in tidemark.ckafka.accounts are both named '" + name + "'");
                }
            });
            return configured;
        }
        String region = environment.getOrDefault("TENCENTCLOUD_REGION", "");
        if (!environment.containsKey("TENCENTCLOUD_SECRET_ID")) {
            throw new NoAccounts("no CKafka account is configured");
        }
        if (region.isBlank()) {
            throw new NoAccounts("the environment holds keys but no TENCENTCLOUD_REGION");
        }
        return List.of(new Account("default", List.of(region), Api.V3, Site.DOMESTIC, null, List.of("*"),
                CredentialSettings.fromEnvironment()));
    }
}
