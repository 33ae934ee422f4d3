package dev.tidemark.sandbox.emulator.action;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DeleteConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.DeleteConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the actions ask of one Kafka, each question with a short deadline and each failure turned into the API's error
 * code. Offsets are only ever asked for partitions that exist: for others Kafka's client spins until its time is out.
 */
public final class Cluster {
    private static final int PATIENCE_MS = 5_000;

    public static final Comparator<TopicPartition> ORDER = Comparator.comparing(TopicPartition::topic)
            .thenComparingInt(TopicPartition::partition);

    private final Admin admin;

    Cluster(SandboxInstance instance) {
        this.admin = instance.admin();
    }

    /** Consumer groups of the classic and the newer protocol, and Connect's; ordered by id, without the nameless one. */
    public List<GroupListing> groups() {
        Collection<GroupListing> all = ask(
                admin.listGroups(new ListGroupsOptions().timeoutMs(PATIENCE_MS)).all());
        return all.stream().filter(group -> !group.groupId().isEmpty())
                .filter(group -> group.type().filter(KafkaErrors.HIDDEN_GROUP_TYPES::contains).isEmpty())
                .sorted(Comparator.comparing(GroupListing::groupId)).toList();
    }

    /** What is known of these groups; an unknown one is absent. */
    public Map<String, ConsumerGroupDescription> describeGroups(Collection<String> ids) {
        Map<String, KafkaFuture<ConsumerGroupDescription>> answers = admin
                .describeConsumerGroups(ids, new DescribeConsumerGroupsOptions().timeoutMs(PATIENCE_MS))
                .describedGroups();
        Map<String, ConsumerGroupDescription> found = new HashMap<>();
        answers.forEach((id, answer) -> unless(GroupIdNotFoundException.class, answer)
                .ifPresent(description -> found.put(id, description)));
        return found;
    }

    /** Committed offsets by partition; empty for a group without any, and for an unknown one. */
    public Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> all = ask(admin.listConsumerGroupOffsets(group,
                new ListConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MS)).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>();
        all.forEach((partition, offset) -> Optional.ofNullable(offset).ifPresent(some -> known.put(partition, some)));
        return known;
    }

    /** All topics but Kafka's own, ordered by name. */
    public List<String> topics() {
        Set<String> names = ask(admin.listTopics(new ListTopicsOptions().timeoutMs(PATIENCE_MS)).names());
        return names.stream().sorted().toList();
    }

    /** Those of the given topics that exist, by name in order. Names that Kafka would not allow do not exist. */
    public Map<String, TopicDescription> describeTopics(Collection<String> names) {
        Map<String, TopicDescription> found = new TreeMap<>();
        admin.describeTopics(names, new DescribeTopicsOptions().timeoutMs(PATIENCE_MS)).topicNameValues()
                .forEach((name, answer) -> unless(UnknownTopicOrPartitionException.class, answer)
                        .ifPresent(description -> found.put(name, description)));
        return found;
    }

    /** Offsets of partitions that exist; -1 where a timestamp lies beyond the last record. */
    public Map<TopicPartition, Long> offsets(Collection<TopicPartition> existing, OffsetSpec which) {
        if (existing.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> question = existing.stream()
                .collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> answer = ask(
                admin.listOffsets(question, new ListOffsetsOptions().timeoutMs(PATIENCE_MS)).all());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /** Commits offsets for a group; answers the partitions that Kafka refused, with its reason. */
    public Map<TopicPartition, Throwable> commit(String group, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> values = new HashMap<>();
        offsets.forEach((partition, offset) -> values.put(partition, new OffsetAndMetadata(offset)));
        var result = admin.alterConsumerGroupOffsets(group, values,
                new AlterConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MS));
        Map<TopicPartition, Throwable> refused = new HashMap<>();
        offsets.keySet().forEach(partition -> KafkaErrors.failureOf(result.partitionResult(partition))
                .ifPresent(reason -> refused.put(partition, reason)));
        return refused;
    }

    /** Deletes a group that exists and has no members. */
    public void deleteGroup(String group) {
        ask(admin.deleteConsumerGroups(List.of(group),
                new DeleteConsumerGroupsOptions().timeoutMs(PATIENCE_MS)).all());
    }

    /** Deletes committed offsets of a group, none of a topic that a member subscribes to. */
    public void deleteOffsets(String group, Set<TopicPartition> partitions) {
        ask(admin.deleteConsumerGroupOffsets(group, partitions,
                new DeleteConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MS)).all());
    }

    /** The settings of topics that exist, the broker's defaults among them. */
    public Map<String, TopicConfig> configs(Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
        Map<ConfigResource, Config> answer = ask(
                admin.describeConfigs(resources, new DescribeConfigsOptions().timeoutMs(PATIENCE_MS)).all());
        return answer.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), entry -> TopicConfig.of(entry.getValue())));
    }

    public static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition())).sorted(
                Comparator.comparingInt(TopicPartition::partition)).toList();
    }

    private static <T> Optional<T> unless(Class<? extends Throwable> absence, KafkaFuture<T> answer) {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException failed) {
            if (absence.isInstance(failed.getCause()) || failed.getCause() instanceof InvalidTopicException) {
                return Optional.empty();
            }
            throw KafkaErrors.translate(failed);
        } catch (InterruptedException stopped) {
            throw KafkaErrors.interrupted();
        }
    }

    private static <T> T ask(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw KafkaErrors.translate(failed);
        } catch (InterruptedException stopped) {
            throw KafkaErrors.interrupted();
        }
    }
}
