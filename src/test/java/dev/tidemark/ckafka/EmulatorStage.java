package dev.tidemark.ckafka;

import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.LiveMember;
import dev.tidemark.testing.SharedEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Ports before the emulator and a real Kafka, whichever API they speak. */
final class EmulatorStage implements CkafkaStage {
    private static final String ID = "ckafka-contract";
    private static final List<String> MOVES = List.of("ModifyGroupOffsets", "SetGroupOffset");
    private static final List<String> WRITES = List.of("ModifyGroupOffsets", "BatchModifyGroupOffsets",
            "SetGroupOffset");
    private static final Duration HASTE = Duration.ofMillis(900);

    private final SharedBroker broker;
    private final List<LiveMember> members = new ArrayList<>();
    private final SharedEmulator emulator;
    private final Ports ports;

    EmulatorStage(SharedBroker broker, Function<SharedEmulator, Ports> adapters) {
        this.broker = broker;
        SandboxInstance shared = broker.as(ID);
        this.emulator = SharedEmulator.inFrontOf(new SandboxInstance(ID, "contract", shared.region(),
                Map.of("env", "test"), shared.bootstrapServers(), shared.admin()));
        this.ports = adapters.apply(emulator);
    }

    /**
     * Everything, as one API has it.
     *
     * @param offsetsForTimes made anew: what it finds out about an account it remembers
     * @param writers that wait this long for an answer
     */
    record Ports(Instances instances, ConsumerGroups groups, TopicOffsets topics, TopicSubscribers readers,
            MessageTimes times, Supplier<OffsetsForTimes> offsetsForTimes,
            Function<Duration, GroupOffsetsWriter> writers) {
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
    public TopicSubscribers readers() {
        return ports.readers();
    }

    @Override
    public MessageTimes times() {
        return ports.times();
    }

    @Override
    public OffsetsForTimes offsetsForTimes() {
        return ports.offsetsForTimes().get();
    }

    @Override
    public OffsetsForTimes offsetsForTimesByPartition() {
        emulator.arm("FetchMessageListByTimestamp", "code", "MissingParameter", Duration.ZERO);
        return ports.offsetsForTimes().get();
    }

    @Override
    public GroupOffsetsWriter writer() {
        return ports.writers().apply(Duration.ofSeconds(8));
    }

    @Override
    public GroupOffsetsWriter hastyWriter() {
        return ports.writers().apply(HASTE);
    }

    @Override
    public Set<Fault> faults() {
        return EnumSet.allOf(Fault.class);
    }

    @Override
    public void armNextWrite(Fault fault) {
        MOVES.forEach(action -> emulator.arm(action, fault.wireName(), "", HASTE.multipliedBy(2)));
    }

    @Override
    public int writesSent() {
        return WRITES.stream().mapToInt(emulator::requests).sum();
    }

    /** The emulator carries every write out at once, and calls that task 0. */
    @Override
    public long finishedTask() {
        return 0;
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
    public void commits(ConsumerGroupId group, String topic, long... offsets) {
        Map<TopicPartition, Long> all = new HashMap<>();
        for (int partition = 0; partition < offsets.length; partition++) {
            all.put(new TopicPartition(topic, partition), offsets[partition]);
        }
        broker.commit(group.value(), all);
    }

    @Override
    public void messages(String topic, List<List<Instant>> partitions) {
        // Retention goes by the times of the messages, and these are long past.
        broker.topic(topic, partitions.size(), Map.of("retention.ms", "-1"));
        for (int partition = 0; partition < partitions.size(); partition++) {
            broker.produceAt(topic, partition, partitions.get(partition));
        }
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
