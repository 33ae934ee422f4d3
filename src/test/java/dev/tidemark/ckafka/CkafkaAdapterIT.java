package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaProperties.Api;
import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.SharedEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/** The adapter keeps the contract through the SDK, real HTTP, verified signatures and a real Kafka. */
class CkafkaAdapterIT extends CkafkaContract {
    private static final EmulatorStage STAGE = new EmulatorStage(SharedBroker.get(), CkafkaAdapterIT::ports);

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
        return EnumSet.of(Ability.WRITTEN_OFFSETS);
    }

    private static EmulatorStage.Ports ports(SharedEmulator emulator) {
        CkafkaCalls calls = TestCalls.to(emulator.endpoint(), Duration.ofSeconds(8), new SimpleMeterRegistry());
        CkafkaInstances instances = new CkafkaInstances(TestCalls.accounts(emulator.endpoint()),
                Map.of(Api.V3, new SdkInstances(calls, Urgency.PERSON)), Clock.systemUTC());
        return new EmulatorStage.Ports(instances, new CkafkaConsumerGroups(instances, calls, Urgency.PERSON),
                new CkafkaTopicOffsets(instances, calls, Urgency.PERSON),
                new CkafkaTopicReaders(instances, calls, Urgency.PERSON),
                new CkafkaMessageTimes(instances, calls, Urgency.PERSON),
                () -> new CkafkaOffsetsForTimes(instances, TestCalls.unhurried(emulator.endpoint()),
                        TestCalls.budget(new SimpleMeterRegistry())),
                patience -> new CkafkaGroupOffsetsWriter(instances,
                        TestCalls.to(emulator.endpoint(), patience, new SimpleMeterRegistry())));
    }
}
