package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaProperties.Account;
import dev.tidemark.ckafka.CkafkaProperties.Api;
import dev.tidemark.ckafka.CkafkaProperties.Site;
import dev.tidemark.ckafka.legacy.LegacyCalls;
import dev.tidemark.ckafka.legacy.LegacyClient;
import dev.tidemark.ckafka.legacy.LegacyConsumerGroups;
import dev.tidemark.ckafka.legacy.LegacyGroupOffsetsWriter;
import dev.tidemark.ckafka.legacy.LegacyInstances;
import dev.tidemark.ckafka.legacy.LegacyLimits;
import dev.tidemark.consumergroup.BackgroundReading;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicReaders;
import dev.tidemark.offsetreset.GroupOffsetsWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the adapters of the ports to the accounts in configuration. */
@Configuration(proxyBeanMethods = false)
class CkafkaConfiguration {
    @Bean
    CallBudget callBudget(CkafkaProperties properties, MeterRegistry meters) {
        return new CallBudget(properties.budget(), meters);
    }

    @Bean
    Calls calls(CallBudget budget, MeterRegistry meters) {
        return new Calls(budget, meters);
    }

    @Bean
    WatchedAccounts watchedAccounts(CkafkaProperties properties) {
        List<Account> accounts = accounts(properties, System.getenv());
        return new WatchedAccounts(accounts, accounts.stream().collect(Collectors.toMap(Account::name,
                account -> Credentials.of(account.name(), account.credentials(), System.getenv()))));
    }

    @Bean
    CkafkaCalls ckafkaCalls(CkafkaProperties properties, WatchedAccounts watched, Calls calls) {
        return new CkafkaCalls(watched.accounts(), watched.credentials(), new SdkClients(properties.timeouts()), calls);
    }

    @Bean
    LegacyClient legacyClient(CkafkaProperties properties, Clock clock) {
        return new LegacyClient(properties.timeouts().connect(), properties.timeouts().read(), clock);
    }

    @Bean
    LegacyLines legacyLines(WatchedAccounts watched, LegacyClient client, Calls calls) {
        return new LegacyLines(
                new AccountCalls(watched.accounts(), watched.credentials(), client, calls, Urgency.PERSON),
                new AccountCalls(watched.accounts(), watched.credentials(), client, calls, Urgency.BACKGROUND));
    }

    @Bean
    CkafkaInstances instances(WatchedAccounts watched, CkafkaCalls calls, LegacyLines legacy, Clock clock) {
        return new CkafkaInstances(watched.accounts(),
                Map.of(Api.V3, new SdkInstances(calls, Urgency.PERSON), Api.V2,
                        new LegacyInstances(legacy.people())::in),
                clock);
    }

    @Bean
    ConsumerGroups consumerGroups(CkafkaInstances instances, CkafkaCalls calls, LegacyLines legacy) {
        return new RoutedConsumerGroups(
                new ByApi<>(instances, new CkafkaConsumerGroups(instances, calls, Urgency.PERSON),
                        new LegacyConsumerGroups(instances, legacy.people())));
    }

    @Bean
    BackgroundReading backgroundReading(CkafkaInstances instances, CkafkaCalls calls, LegacyLines legacy) {
        return new BackgroundReading(new RoutedConsumerGroups(
                new ByApi<>(instances, new CkafkaConsumerGroups(instances, calls, Urgency.BACKGROUND),
                        new LegacyConsumerGroups(instances, legacy.background()))));
    }

    @Bean
    TopicOffsets topicOffsets(CkafkaInstances instances, CkafkaCalls calls) {
        ByApi<TopicOffsets> ports = new ByApi<>(instances, new CkafkaTopicOffsets(instances, calls, Urgency.PERSON),
                LegacyLimits.topicOffsets());
        return (instance, topic) -> ports.to(instance).ranges(instance, topic);
    }

    @Bean
    TopicReaders topicReaders(CkafkaInstances instances, CkafkaCalls calls) {
        ByApi<TopicReaders> ports = new ByApi<>(instances, new CkafkaTopicReaders(instances, calls, Urgency.PERSON),
                LegacyLimits.topicReaders());
        return (instance, topic, page) -> ports.to(instance).readers(instance, topic, page);
    }

    @Bean
    MessageTimes messageTimes(CkafkaInstances instances, CkafkaCalls calls) {
        ByApi<MessageTimes> ports = new ByApi<>(instances, new CkafkaMessageTimes(instances, calls, Urgency.PERSON),
                LegacyLimits.messageTimes());
        return (instance, partition, offset) -> ports.to(instance).firstFrom(instance, partition, offset);
    }

    @Bean
    OffsetsForTimes offsetsForTimes(CkafkaInstances instances, CkafkaCalls calls, CallBudget budget) {
        return new RoutedOffsetsForTimes(new ByApi<>(instances, new CkafkaOffsetsForTimes(instances, calls, budget),
                LegacyLimits.offsetsForTimes()));
    }

    @Bean
    GroupOffsetsWriter groupOffsetsWriter(CkafkaInstances instances, CkafkaCalls calls, LegacyLines legacy) {
        return new RoutedGroupOffsetsWriter(new ByApi<>(instances, new CkafkaGroupOffsetsWriter(instances, calls),
                new LegacyGroupOffsetsWriter(instances, legacy.people())));
    }

    /** The accounts in configuration; without any, the one whose keys and region are in the environment. */
    static List<Account> accounts(CkafkaProperties properties, Map<String, String> environment) {
        List<Account> configured = properties.accounts();
        if (!configured.isEmpty()) {
            configured.stream().collect(Collectors.groupingBy(Account::name)).forEach((name, same) -> {
                if (same.size() > 1) {
                    throw new NothingToWatch("two accounts in tidemark.ckafka.accounts are both named '" + name + "'");
                }
            });
            return configured;
        }
        String region = environment.getOrDefault("TENCENTCLOUD_REGION", "");
        if (!environment.containsKey("TENCENTCLOUD_SECRET_ID")) {
            throw new NothingToWatch("no CKafka account is configured");
        }
        if (region.isBlank()) {
            throw new NothingToWatch("the environment holds keys but no TENCENTCLOUD_REGION");
        }
        return List.of(new Account("default", List.of(region), Api.V3, Site.DOMESTIC, null, List.of("*"),
                CredentialSettings.fromEnvironment()));
    }

    /** Every account that is watched, and where its keys come from. */
    record WatchedAccounts(List<Account> accounts, Map<String, Credentials> credentials) {
    }

    /** The legacy API's calls for whoever waits and for work that nobody waits for. */
    record LegacyLines(LegacyCalls people, LegacyCalls background) {
    }
}
