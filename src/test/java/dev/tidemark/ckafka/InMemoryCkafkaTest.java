package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.ByShift;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Resolved;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.write.SendPermit;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.InMemoryCkafka.Call;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** Keeps the double honest. */
class InMemoryCkafkaTest extends CkafkaContract {
    private static final InstanceId ID = new InstanceId("ckafka-contract");

    private static final Instant WRITTEN = Instant.parse("2026-03-04T03:04:05Z");

    private final CkafkaStage stage = new InMemoryStage();

    @Override
    public CkafkaStage stage() {
        return stage;
    }

    @Override
    public Set<Ability> cannot() {
        return EnumSet.of(Ability.WRITTEN_OFFSETS);
    }

    private static final class InMemoryStage implements CkafkaStage {
        private final InMemoryCkafka ckafka = new InMemoryCkafka().instance(new KafkaInstance(ID, "contract", "test",
                "ap-guangzhou", InstanceStatus.RUNNING, Optional.of("2.8.1"), Map.of("env", "test")));

        @Override
        public Instances instances() {
            return ckafka;
        }

        @Override
        public ConsumerGroups groups() {
            return ckafka;
        }

        @Override
        public TopicOffsets topics() {
            return ckafka;
        }

        @Override
        public TopicSubscribers readers() {
            return ckafka;
        }

        @Override
        public MessageTimes times() {
            return ckafka;
        }

        @Override
        public OffsetsForTimes offsetsForTimes() {
            return ckafka;
        }

        @Override
        public OffsetsForTimes offsetsForTimesByPartition() {
            ckafka.wantsPartitions(true);
            return ckafka;
        }

        @Override
        public GroupOffsetsWriter writer() {
            return ckafka;
        }

        @Override
        public GroupOffsetsWriter hastyWriter() {
            return ckafka;
        }

        @Override
        public Set<Fault> faults() {
            return EnumSet.of(Fault.DROP_BEFORE, Fault.EMPTY_BODY, Fault.HTTP_500);
        }

        @Override
        public void armNextWrite(Fault fault) {
            ckafka.failWith(Call.WRITE, new ClusterUnavailable(fault.reason(), Optional.empty(), Optional.empty(),
                    fault.wireName(), null));
        }

        @Override
        public int writesSent() {
            return ckafka.writes().size();
        }

        @Override
        public long finishedTask() {
            ckafka.work(TaskState.SUCCEEDED);
            committed(new ConsumerGroupId("tasked"), "tasked-topic", 1, OptionalLong.of(0));
            return ckafka.write(ID, new ConsumerGroupId("tasked"),
                    new Resolved("tasked-topic", List.of(0), new ByShift(1)), SendPermit.ALWAYS).task().orElseThrow();
        }

        @Override
        public InstanceId instance() {
            return ID;
        }

        @Override
        public void committed(ConsumerGroupId group, String topic, long logEnd, OptionalLong... commits) {
            ckafka.group(ID, new ConsumerGroup(group, GroupState.EMPTY, "", "", List.of()));
            ckafka.offsets(ID, group, topic, IntStream.range(0, commits.length)
                    .mapToObj(partition -> new PartitionOffsets(partition, commits[partition],
                            OptionalLong.of(logEnd), "", OptionalInt.empty()))
                    .toList());
            for (int partition = 0; partition < commits.length; partition++) {
                for (long offset = 0; offset < logEnd; offset++) {
                    ckafka.message(ID, new TopicPartition(topic, partition), offset, WRITTEN);
                }
            }
        }

        @Override
        public void alsoCommitted(ConsumerGroupId group, String topic) {
            committed(group, topic, 1, OptionalLong.of(0));
        }

        @Override
        public void commits(ConsumerGroupId group, String topic, long... offsets) {
            ckafka.group(ID, new ConsumerGroup(group, GroupState.EMPTY, "", "", List.of()));
            Map<Integer, OptionalLong> ends = ckafka.logEnds(ID, topic);
            ckafka.offsets(ID, group, topic, IntStream.range(0, offsets.length)
                    .mapToObj(partition -> new PartitionOffsets(partition, OptionalLong.of(offsets[partition]),
                            ends.getOrDefault(partition, OptionalLong.empty()), "", OptionalInt.empty()))
                    .toList());
        }

        @Override
        public void messages(String topic, List<List<Instant>> partitions) {
            ckafka.topic(ID, topic, partitions.size());
            for (int partition = 0; partition < partitions.size(); partition++) {
                List<Instant> times = partitions.get(partition);
                for (int offset = 0; offset < times.size(); offset++) {
                    ckafka.message(ID, new TopicPartition(topic, partition), offset, times.get(offset));
                }
            }
        }

        @Override
        public void deletedBefore(String topic, int partition, long offset) {
            ckafka.earliest(ID, topic, partition, offset);
        }

        @Override
        public void member(ConsumerGroupId group, String clientId, String topic, int partitions) {
            ckafka.group(ID, new ConsumerGroup(group, GroupState.STABLE, "consumer", "range",
                    List.of(new ConsumerGroup.Member(clientId + "-0001", clientId, "127.0.0.1",
                            IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList()))));
        }
    }
}
