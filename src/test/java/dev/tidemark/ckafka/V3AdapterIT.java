package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.v3.V3Calls;
import dev.tidemark.ckafka.v3.V3ConsumerGroups;
import dev.tidemark.ckafka.v3.V3GroupOffsetsWriter;
import dev.tidemark.ckafka.v3.V3Instances;
import dev.tidemark.ckafka.v3.V3MessageTimes;
import dev.tidemark.ckafka.v3.V3OffsetsForTimes;
import dev.tidemark.ckafka.v3.V3TopicOffsets;
import dev.tidemark.ckafka.v3.V3TopicSubscribers;
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
class V3AdapterIT extends CkafkaContract {
    private static final EmulatorStage STAGE = new EmulatorStage(SharedBroker.get(), V3AdapterIT::ports);

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
        V3Calls calls = TestCalls.to(emulator.endpoint(), Duration.ofSeconds(8), new SimpleMeterRegistry());
        CkafkaInstances instances = new CkafkaInstances(TestCalls.accounts(emulator.endpoint()),
                Map.of(Api.V3, new V3Instances(calls, Caller.PERSON)), Clock.systemUTC());
        return new EmulatorStage.Ports(instances, new V3ConsumerGroups(instances, calls, Caller.PERSON),
                new V3TopicOffsets(instances, calls, Caller.PERSON),
                new V3TopicSubscribers(instances, calls, Caller.PERSON),
                new V3MessageTimes(instances, calls, Caller.PERSON),
                () -> new V3OffsetsForTimes(instances, TestCalls.unhurried(emulator.endpoint()),
                        TestCalls.budget(new SimpleMeterRegistry())),
                patience -> new V3GroupOffsetsWriter(instances,
                        TestCalls.to(emulator.endpoint(), patience, new SimpleMeterRegistry())));
    }
}
