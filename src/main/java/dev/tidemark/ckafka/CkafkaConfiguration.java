package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaProperties.Account;
import dev.tidemark.ckafka.CkafkaProperties.Site;
import dev.tidemark.consumergroup.BackgroundReading;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicReaders;
import dev.tidemark.instance.Instances;
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
    CkafkaCalls ckafkaCalls(CkafkaProperties properties, MeterRegistry meters) {
        List<Account> accounts = accounts(properties, System.getenv());
        Map<String, Credentials> credentials = accounts.stream().collect(Collectors.toMap(Account::name,
                account -> Credentials.of(account.name(), account.credentials(), System.getenv())));
        return new CkafkaCalls(accounts, credentials, new SdkClients(properties.timeouts()),
                new CallBudget(properties.budget(), meters), meters);
    }

    @Bean
    Instances instances(CkafkaProperties properties, CkafkaCalls calls, Clock clock) {
        return new CkafkaInstances(accounts(properties, System.getenv()), calls, Urgency.PERSON, clock);
    }

    @Bean
    ConsumerGroups consumerGroups(Instances instances, CkafkaCalls calls) {
        return new CkafkaConsumerGroups(instances, calls, Urgency.PERSON);
    }

    @Bean
    BackgroundReading backgroundReading(Instances instances, CkafkaCalls calls) {
        return new BackgroundReading(new CkafkaConsumerGroups(instances, calls, Urgency.BACKGROUND));
    }

    @Bean
    TopicOffsets topicOffsets(Instances instances, CkafkaCalls calls) {
        return new CkafkaTopicOffsets(instances, calls, Urgency.PERSON);
    }

    @Bean
    TopicReaders topicReaders(Instances instances, CkafkaCalls calls) {
        return new CkafkaTopicReaders(instances, calls, Urgency.PERSON);
    }

    @Bean
    MessageTimes messageTimes(Instances instances, CkafkaCalls calls) {
        return new CkafkaMessageTimes(instances, calls, Urgency.PERSON);
    }

    @Bean
    GroupOffsetsWriter groupOffsetsWriter(Instances instances, CkafkaCalls calls) {
        return new CkafkaGroupOffsetsWriter(instances, calls);
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
        return List.of(new Account("default", List.of(region), Site.DOMESTIC, null, List.of("*"),
                CredentialSettings.fromEnvironment()));
    }
}
