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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** Ports before the emulator and a real Kafka, whichever API they speak. */
final class EmulatorStage implements CkafkaContract.Stage {
    private static final String ID = "ckafka-contract";

    private final SharedBroker broker;
    private final List<LiveMember> members = new ArrayList<>();
    private final Ports ports;

    EmulatorStage(SharedBroker broker, Function<SharedEmulator, Ports> adapters) {
        this.broker = broker;
        SandboxInstance shared = broker.as(ID);
        this.ports = adapters.apply(SharedEmulator.inFrontOf(new SandboxInstance(ID, "contract", shared.region(),
                Map.of("env", "test"), shared.bootstrapServers(), shared.admin())));
    }

    /** Everything that reads, as one API has it. */
    record Ports(Instances instances, ConsumerGroups groups, TopicOffsets topics, TopicReaders readers,
            MessageTimes times) {
    }

    void close() {
        members.forEach(LiveMember::close);
        members.clear();
    }

    @Override
    public Instances instances() {
        return ports.instances();
    }

    @Override
    public ConsumerGroups groups() {
        return ports.groups();
    }

    @Override
    public TopicOffsets topics() {
        return ports.topics();
    }

    @Override
    public TopicReaders readers() {
        return ports.readers();
    }

    @Override
    public MessageTimes times() {
        return ports.times();
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
        members.add(LiveMember.join(broker.bootstrapServers(), group.value(), clientId, topic));
    }
}
