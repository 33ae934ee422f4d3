package dev.tidemark.ckafka;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.consumergroup.TopicOffsets;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.testing.InMemoryCkafka;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Keeps the double honest. */
class InMemoryCkafkaTest extends CkafkaContract {
    private static final InstanceId ID = new InstanceId("ckafka-contract");

    private final Stage stage = new InMemoryStage();

    @Override
    Stage stage() {
        return stage;
    }

    private static final class InMemoryStage implements Stage {
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
