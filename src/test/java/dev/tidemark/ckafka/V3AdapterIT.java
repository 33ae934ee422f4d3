package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.v3.V3Api;
import dev.tidemark.ckafka.v3.V3Calls;
import dev.tidemark.ckafka.v3.V3GroupOffsetsWriter;
import dev.tidemark.ckafka.v3.V3Instances;
import dev.tidemark.ckafka.v3.V3OffsetsForTimes;
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
        InstanceDirectory instances = new InstanceDirectory(TestCalls.accounts(emulator.endpoint()),
                Map.of(Api.V3, new V3Instances(calls, Caller.INTERACTIVE)), Clock.systemUTC());
        CkafkaRouter router = new CkafkaRouter(instances, Map.of(Api.V3,
                V3Api.of(instances, calls, TestCalls.budget(new SimpleMeterRegistry()), Caller.INTERACTIVE)));
        return new EmulatorStage.Ports(instances, router, router, router, router,
                () -> new V3OffsetsForTimes(instances, TestCalls.unhurried(emulator.endpoint()),
                        TestCalls.budget(new SimpleMeterRegistry())),
                maxWait -> new V3GroupOffsetsWriter(instances,
                        TestCalls.to(emulator.endpoint(), maxWait, new SimpleMeterRegistry())));
    }
}
