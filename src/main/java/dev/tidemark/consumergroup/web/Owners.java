package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroup.Member;
import dev.tidemark.kafka.TopicPartition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which member of a group reads which partition, as its last rebalance shared them out. */
record Owners(Map<TopicPartition, Member> byPartition) {
    static Owners of(ConsumerGroup group) {
        Map<TopicPartition, Member> found = new HashMap<>();
        group.members().forEach(member -> member.assignment().forEach(assigned -> found.put(assigned, member)));
        return new Owners(Map.copyOf(found));
    }

    static Owners nobodyKnown() {
        return new Owners(Map.of());
    }

    Optional<Member> of(String topic, int partition) {
        return Optional.ofNullable(byPartition.get(new TopicPartition(topic, partition)));
    }
}
