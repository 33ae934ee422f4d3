package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.v2.V2Api;
import dev.tidemark.ckafka.v2.V2GroupOffsetsWriter;
import dev.tidemark.ckafka.v2.V2Instances;
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
        InstanceDirectory instances = new InstanceDirectory(TestCalls.accounts(emulator.endpoint(), Api.V2),
                Map.of(Api.V2, new V2Instances(calls)), Clock.systemUTC());
        CkafkaRouter router = new CkafkaRouter(instances, Map.of(Api.V2, V2Api.of(instances, calls)));
        return new EmulatorStage.Ports(instances, router, router, router, router, () -> router,
                maxWait -> new V2GroupOffsetsWriter(instances,
                        TestCalls.legacy(emulator.endpoint(), maxWait, new SimpleMeterRegistry())));
    }
}
