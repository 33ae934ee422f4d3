package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaProperties.Api;
import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.ckafka.legacy.LegacyConsumerGroups;
import dev.tidemark.ckafka.legacy.LegacyGroupOffsetsWriter;
import dev.tidemark.ckafka.legacy.LegacyInstances;
import dev.tidemark.ckafka.legacy.LegacyLimits;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicReaders;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.SharedEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/**
 * The adapters of the legacy API keep the same contract, routed by account as in the application, and say of everything
 * that this API has no action for that it cannot be had.
 */
class LegacyAdapterIT extends CkafkaContract {
    private static final EmulatorStage STAGE = new EmulatorStage(SharedBroker.second(), LegacyAdapterIT::ports);

    @AfterAll
    static void leave() {
        STAGE.close();
    }

    @Override
    public CkafkaStage stage() {
        return STAGE;
    }

    @Override
    public Set<Ability> cannot() {
        return EnumSet.complementOf(EnumSet.of(Ability.WRITTEN_OFFSETS));
    }

    private static EmulatorStage.Ports ports(SharedEmulator emulator) {
        AccountCalls calls = TestCalls.legacy(emulator.endpoint(), Duration.ofSeconds(8), new SimpleMeterRegistry());
        CkafkaInstances instances = new CkafkaInstances(TestCalls.accounts(emulator.endpoint(), Api.V2),
                Map.of(Api.V2, new LegacyInstances(calls)::in), Clock.systemUTC());
        ConsumerGroups groups = new LegacyConsumerGroups(instances, calls);
        ByApi<TopicOffsets> topics = new ByApi<>(instances, LegacyLimits.topicOffsets(), LegacyLimits.topicOffsets());
        ByApi<TopicReaders> readers = new ByApi<>(instances, LegacyLimits.topicReaders(), LegacyLimits.topicReaders());
        ByApi<MessageTimes> times = new ByApi<>(instances, LegacyLimits.messageTimes(), LegacyLimits.messageTimes());
        return new EmulatorStage.Ports(instances, new RoutedConsumerGroups(new ByApi<>(instances, groups, groups)),
                (instance, topic) -> topics.to(instance).ranges(instance, topic),
                (instance, topic, page) -> readers.to(instance).readers(instance, topic, page),
                (instance, partition, offset) -> times.to(instance).firstFrom(instance, partition, offset),
                () -> new RoutedOffsetsForTimes(new ByApi<>(instances, LegacyLimits.offsetsForTimes(),
                        LegacyLimits.offsetsForTimes())),
                patience -> new LegacyGroupOffsetsWriter(instances,
                        TestCalls.legacy(emulator.endpoint(), patience, new SimpleMeterRegistry())));
    }
}
