package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.v2.V2ConsumerGroups;
import dev.tidemark.ckafka.v2.V2GroupOffsetsWriter;
import dev.tidemark.ckafka.v2.V2Instances;
import dev.tidemark.ckafka.v2.V2Unsupported;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicSubscribers;
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
class V2AdapterIT extends CkafkaContract {
    private static final EmulatorStage STAGE = new EmulatorStage(SharedBroker.second(), V2AdapterIT::ports);

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
        V2AccountCalls calls = TestCalls.legacy(emulator.endpoint(), Duration.ofSeconds(8), new SimpleMeterRegistry());
        CkafkaInstances instances = new CkafkaInstances(TestCalls.accounts(emulator.endpoint(), Api.V2),
                Map.of(Api.V2, new V2Instances(calls)::in), Clock.systemUTC());
        ConsumerGroups groups = new V2ConsumerGroups(instances, calls);
        ByApi<TopicOffsets> topics = new ByApi<>(instances, V2Unsupported.topicOffsets(), V2Unsupported.topicOffsets());
        ByApi<TopicSubscribers> readers = new ByApi<>(instances, V2Unsupported.topicReaders(),
                V2Unsupported.topicReaders());
        ByApi<MessageTimes> times = new ByApi<>(instances, V2Unsupported.messageTimes(), V2Unsupported.messageTimes());
        return new EmulatorStage.Ports(instances, new RoutedConsumerGroups(new ByApi<>(instances, groups, groups)),
                (instance, topic) -> topics.to(instance).ranges(instance, topic),
                (instance, topic, page) -> readers.to(instance).readers(instance, topic, page),
                (instance, partition, offset) -> times.to(instance).firstFrom(instance, partition, offset),
                () -> new RoutedOffsetsForTimes(new ByApi<>(instances, V2Unsupported.offsetsForTimes(),
                        V2Unsupported.offsetsForTimes())),
                patience -> new V2GroupOffsetsWriter(instances,
                        TestCalls.legacy(emulator.endpoint(), patience, new SimpleMeterRegistry())));
    }
}
