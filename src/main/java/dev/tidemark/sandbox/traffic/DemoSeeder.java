package dev.tidemark.sandbox.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What is there before the first member joins: topics, earliest offsets above 0, and the first commit of each group. */
final class DemoSeeder {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ConfigResource OFFSETS_TOPIC = new ConfigResource(ConfigResource.Type.TOPIC,
            "__consumer_offsets");

    private final Admin admin;
    private final KafkaClients clients;
    private final DemoScenario cast;

    DemoSeeder(Admin admin, KafkaClients clients, DemoScenario cast) {
        this.admin = admin;
        this.clients = clients;
        this.cast = cast;
    }

    /** Creates the topics and waits until the broker knows each of them: records sent earlier would wait for a minute. */
    void createTopics() throws InterruptedException {
        Collection<KafkaFuture<Void>> created = admin.createTopics(cast.topics().stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1)
                        .configs(topic.retention().settings()))
                .toList()).values().values();
        for (KafkaFuture<Void> one : created) {
            try {
                done(one);
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        awaitTopics();
    }

    /** A broker under load names a topic created before it can say anything of it. */
    private void awaitTopics() throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                logEndOffsets();
                return;
            } catch (IllegalStateException refused) {
                if (!(refused.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() > patience) {
                    throw refused;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** Commits for the groups and deletes what retention would have deleted. */
    void openGroups() throws InterruptedException {
        Map<TopicPartition, Long> ends = logEndOffsets();
        List<KafkaFuture<Void>> pending = new ArrayList<>();
        pending.add(trim(ends));
        for (DemoGroup group : cast.groups()) {
            InitialOffsets.of(group).filter(opening -> opening.by() == InitialOffsets.By.ADMIN)
                    .ifPresent(opening -> pending
                            .add(admin.alterConsumerGroupOffsets(group.name(), firstCommit(group, opening, ends))
                                    .all()));
        }
        for (KafkaFuture<Void> one : pending) {
            done(one);
        }
        for (DemoGroup group : cast.groups()) {
            InitialOffsets.of(group).filter(opening -> opening.by() == InitialOffsets.By.VISITOR)
                    .ifPresent(opening -> visit(group, firstCommit(group, opening, ends)));
        }
        boundOffsetsTopic();
    }

    /** Every partition of a group's topics. */
    List<TopicPartition> partitions(DemoGroup group) {
        return partitions(Set.copyOf(group.topics()));
    }

    private List<TopicPartition> partitions(Set<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (DemoTopic topic : cast.topics()) {
            for (int i = 0; i < topic.partitions() && topics.contains(topic.name()); i++) {
                partitions.add(new TopicPartition(topic.name(), i));
            }
        }
        return partitions;
    }

    private Map<TopicPartition, Long> logEndOffsets() throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        cast.topics().forEach(topic -> partitions(Set.of(topic.name()))
                .forEach(partition -> wanted.put(partition, OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        done(admin.listOffsets(wanted).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Map<TopicPartition, OffsetAndMetadata> firstCommit(DemoGroup group, InitialOffsets opening,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> commit = new HashMap<>();
        ends.forEach((partition, end) -> {
            if (group.topics().contains(partition.topic()) && opening.on().test(partition)) {
                commit.put(partition, new OffsetAndMetadata(Math.round(end * (1 - opening.behind()))));
            }
        });
        return commit;
    }

    private KafkaFuture<Void> trim(Map<TopicPartition, Long> ends) {
        Map<String, DemoTopic> topics = cast.topics().stream()
                .filter(topic -> topic.trimmed() > 0)
                .collect(Collectors.toMap(DemoTopic::name, Function.identity()));
        Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
        ends.forEach((partition, end) -> {
            DemoTopic topic = topics.get(partition.topic());
            if (topic != null && partition.partition() < topic.partitions() - 1) {
                before.put(partition, RecordsToDelete.beforeOffset(Math.round(end * topic.trimmed())));
            }
        });
        return admin.deleteRecords(before).all();
    }

    /** Joins the group with a real consumer, commits, and leaves. */
    private void visit(DemoGroup group, Map<TopicPartition, OffsetAndMetadata> commit) {
        Consumer<byte[], byte[]> visitor = clients.consumer(group.name(), "visitor", ConsumerBehaviour.of(group));
        try {
            visitor.subscribe(group.topics());
            for (int i = 0; i < 100 && visitor.assignment().isEmpty(); i++) {
                visitor.poll(Duration.ofMillis(100));
            }
            visitor.commitSync(commit);
        } finally {
            visitor.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    /** Lets compaction bound the commits of a long day; the broker's default of 100 MiB a segment would not. */
    private void boundOffsetsTopic() throws InterruptedException {
        AlterConfigOp smallSegments = new AlterConfigOp(new ConfigEntry("segment.bytes", "1048576"),
                AlterConfigOp.OpType.SET);
        done(admin.incrementalAlterConfigs(Map.of(OFFSETS_TOPIC, List.of(smallSegments))).all());
    }

    private static <T> T done(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The sandbox's broker refused to be seeded", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The sandbox's broker did not answer within " + PATIENCE, e);
        }
    }
}
