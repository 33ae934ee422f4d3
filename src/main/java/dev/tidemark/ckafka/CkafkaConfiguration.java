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
import dev.tidemark.ckafka.v2.V2Calls;
import dev.tidemark.ckafka.v2.V2Client;
import dev.tidemark.ckafka.v2.V2ConsumerGroups;
import dev.tidemark.ckafka.v2.V2GroupOffsetsWriter;
import dev.tidemark.ckafka.v2.V2Instances;
import dev.tidemark.ckafka.v2.V2Unsupported;
import dev.tidemark.ckafka.v3.SdkClients;
import dev.tidemark.ckafka.v3.V3Calls;
import dev.tidemark.ckafka.v3.V3ConsumerGroups;
import dev.tidemark.ckafka.v3.V3GroupOffsetsWriter;
import dev.tidemark.ckafka.v3.V3Instances;
import dev.tidemark.ckafka.v3.V3MessageTimes;
import dev.tidemark.ckafka.v3.V3OffsetsForTimes;
import dev.tidemark.ckafka.v3.V3TopicOffsets;
import dev.tidemark.ckafka.v3.V3TopicSubscribers;
import dev.tidemark.consumergroup.BackgroundReading;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
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
    V3Calls ckafkaCalls(CkafkaProperties properties, WatchedAccounts watched, ApiCalls calls) {
        return new V3Calls(watched.accounts(), watched.credentials(), new SdkClients(properties.timeouts()), calls);
    }

    @Bean
    V2Client legacyClient(CkafkaProperties properties, Clock clock) {
        return new V2Client(properties.timeouts().connect(), properties.timeouts().read(), clock);
    }

    @Bean
    LegacyLines legacyLines(WatchedAccounts watched, V2Client client, ApiCalls calls) {
        return new LegacyLines(
                new V2AccountCalls(watched.accounts(), watched.credentials(), client, calls, Caller.PERSON),
                new V2AccountCalls(watched.accounts(), watched.credentials(), client, calls, Caller.BACKGROUND));
    }

    @Bean
    CkafkaInstances instances(WatchedAccounts watched, V3Calls calls, LegacyLines legacy, Clock clock) {
        return new CkafkaInstances(watched.accounts(),
                Map.of(Api.V3, new V3Instances(calls, Caller.PERSON), Api.V2,
                        new V2Instances(legacy.people())::in),
                clock);
    }

    @Bean
    ConsumerGroups consumerGroups(CkafkaInstances instances, V3Calls calls, LegacyLines legacy) {
        return new RoutedConsumerGroups(
                new ByApi<>(instances, new V3ConsumerGroups(instances, calls, Caller.PERSON),
                        new V2ConsumerGroups(instances, legacy.people())));
    }

    @Bean
    BackgroundReading backgroundReading(CkafkaInstances instances, V3Calls calls, LegacyLines legacy) {
        return new BackgroundReading(new RoutedConsumerGroups(
                new ByApi<>(instances, new V3ConsumerGroups(instances, calls, Caller.BACKGROUND),
                        new V2ConsumerGroups(instances, legacy.background()))));
    }

    @Bean
    TopicOffsets topicOffsets(CkafkaInstances instances, V3Calls calls) {
        ByApi<TopicOffsets> ports = new ByApi<>(instances, new V3TopicOffsets(instances, calls, Caller.PERSON),
                V2Unsupported.topicOffsets());
        return (instance, topic) -> ports.to(instance).ranges(instance, topic);
    }

    @Bean
    TopicSubscribers topicReaders(CkafkaInstances instances, V3Calls calls) {
        ByApi<TopicSubscribers> ports = new ByApi<>(instances, new V3TopicSubscribers(instances, calls, Caller.PERSON),
                V2Unsupported.topicReaders());
        return (instance, topic, page) -> ports.to(instance).readers(instance, topic, page);
    }

    @Bean
    MessageTimes messageTimes(CkafkaInstances instances, V3Calls calls) {
        ByApi<MessageTimes> ports = new ByApi<>(instances, new V3MessageTimes(instances, calls, Caller.PERSON),
                V2Unsupported.messageTimes());
        return (instance, partition, offset) -> ports.to(instance).firstFrom(instance, partition, offset);
    }

    @Bean
    OffsetsForTimes offsetsForTimes(CkafkaInstances instances, V3Calls calls, RequestBudget budget) {
        return new RoutedOffsetsForTimes(new ByApi<>(instances, new V3OffsetsForTimes(instances, calls, budget),
                V2Unsupported.offsetsForTimes()));
    }

    @Bean
    GroupOffsetsWriter groupOffsetsWriter(CkafkaInstances instances, V3Calls calls, LegacyLines legacy) {
        return new RoutedGroupOffsetsWriter(new ByApi<>(instances, new V3GroupOffsetsWriter(instances, calls),
                new V2GroupOffsetsWriter(instances, legacy.people())));
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

    /** Every account that is watched, and where its keys come from. */
    record WatchedAccounts(List<Account> accounts, Map<String, Credentials> credentials) {
    }

    /** The calls of API v2, for people and for background work. */
    record LegacyLines(V2Calls people, V2Calls background) {
    }
}
