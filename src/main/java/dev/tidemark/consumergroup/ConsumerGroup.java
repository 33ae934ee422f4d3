package dev.tidemark.consumergroup;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import java.util.List;

/**
 * A consumer group and who is in it.
 *
 * @param protocolType {@code consumer}, {@code connect}, or empty
 * @param assignor how partitions are shared out ({@code range}, {@code sticky} ...); empty without members
 * @param members CKafka lists them only while the group is Stable
 */
public record ConsumerGroup(ConsumerGroupId id, GroupState state, String protocolType, String assignor,
        List<Member> members) {
    public ConsumerGroup {
        members = List.copyOf(members);
    }

    /**
     * One consumer of the group.
     *
     * @param host an address, without the slash that Kafka puts before it
     * @param assignment ordered by topic and partition
     */
    public record Member(String memberId, String clientId, String host, List<TopicPartition> assignment) {
        public Member {
            assignment = List.copyOf(assignment);
        }
    }
}
