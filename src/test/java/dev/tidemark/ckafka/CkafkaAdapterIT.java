package dev.tidemark.ckafka;

import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicReaders;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.LiveMember;
import dev.tidemark.testing.SharedEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;

/** The adapter keeps the contract through the SDK, real HTTP, verified signatures and a real Kafka. */
class CkafkaAdapterIT extends CkafkaContract {
    private static final List<LiveMember> MEMBERS = new ArrayList<>();
    private static final Stage STAGE = new RealStage();

    @AfterAll
    static void leave() {
        MEMBERS.forEach(LiveMember::close);
        MEMBERS.clear();
    }

    @Override
    Stage stage() {
        return STAGE;
    }

    private static final class RealStage implements Stage {
        private static final String ID = "ckafka-contract";

        private final SharedBroker broker = SharedBroker.get();
        private final Instances instances;
        private final ConsumerGroups groups;
        private final TopicOffsets topics;
        private final TopicReaders readers;
        private final MessageTimes times;

        RealStage() {
            SandboxInstance shared = broker.as(ID);
            SharedEmulator emulator = SharedEmulator.inFrontOf(new SandboxInstance(ID, "contract", shared.region(),
                    Map.of("env", "test"), shared.bootstrapServers(), shared.admin()));
            CkafkaCalls calls = TestCalls.to(emulator.endpoint(), Duration.ofSeconds(8), new SimpleMeterRegistry());
            this.instances = new CkafkaInstances(TestCalls.accounts(emulator.endpoint()), calls, Urgency.PERSON,
                    Clock.systemUTC());
            this.groups = new CkafkaConsumerGroups(instances, calls, Urgency.PERSON);
            this.topics = new CkafkaTopicOffsets(instances, calls, Urgency.PERSON);
            this.readers = new CkafkaTopicReaders(instances, calls, Urgency.PERSON);
            this.times = new CkafkaMessageTimes(instances, calls, Urgency.PERSON);
        }

        @Override
        public Instances instances() {
            return instances;
        }

        @Override
        public ConsumerGroups groups() {
            return groups;
        }

        @Override
        public TopicOffsets topics() {
            return topics;
        }

        @Override
        public TopicReaders readers() {
            return readers;
        }

        @Override
        public MessageTimes times() {
            return times;
        }

        @Override
        public InstanceId instance() {
            return new InstanceId(ID);
        }

        @Override
        public void committed(ConsumerGroupId group, String topic, long logEnd, OptionalLong... commits) {
            broker.topic(topic, commits.length);
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (int partition = 0; partition < commits.length; partition++) {
                broker.produce(topic, partition, (int) logEnd);
                TopicPartition key = new TopicPartition(topic, partition);
                commits[partition].ifPresent(offset -> offsets.put(key, offset));
            }
            broker.commit(group.value(), offsets);
        }

        @Override
        public void alsoCommitted(ConsumerGroupId group, String topic) {
            broker.commit(group.value(), topic, 0, 0);
        }

        @Override
        public void deletedBefore(String topic, int partition, long offset) {
            broker.deleteBefore(topic, partition, offset);
        }

        @Override
        public void member(ConsumerGroupId group, String clientId, String topic, int partitions) {
            broker.topic(topic, partitions);
            MEMBERS.add(LiveMember.join(broker.bootstrapServers(), group.value(), clientId, topic));
        }
    }
}
