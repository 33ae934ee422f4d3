package dev.tidemark.consumergroup.web.group;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroup.Member;
import dev.tidemark.kafka.TopicPartition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which member of a group reads which partition, as its last rebalance shared them out. */
record Assignments(Map<TopicPartition, Member> byPartition) {
    static Assignments of(ConsumerGroup group) {
        Map<TopicPartition, Member> found = new HashMap<>();
        group.members().forEach(member -> member.assignment().forEach(assigned -> found.put(assigned, member)));
        return new Assignments(Map.copyOf(found));
    }

    static Assignments unknown() {
        return new Assignments(Map.of());
    }

    Optional<Member> of(String topic, int partition) {
        return Optional.ofNullable(byPartition.get(new TopicPartition(topic, partition)));
    }
}
