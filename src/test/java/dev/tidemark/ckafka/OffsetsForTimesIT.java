package dev.tidemark.ckafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.ckafka.v3.V3Calls;
import dev.tidemark.ckafka.v3.V3Instances;
import dev.tidemark.ckafka.v3.V3OffsetsForTimes;
import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.SharedEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Five hundred times in logs of every kind mean through CKafka's API what they mean to Kafka itself, asked by partition
 * and by topic, and what reading the whole log says.
 */
class OffsetsForTimesIT {
    private static final SharedBroker BROKER = SharedBroker.get();
    private static final String ID = "ckafka-moments";
    private static final SharedEmulator EMULATOR = SharedEmulator.inFrontOf(BROKER.as(ID));
    private static final int PARTITIONS = 4;
    private static final int QUESTIONS = 125;
    private static final Instant BEGIN = Instant.parse("2024-03-01T08:00:00Z");
    private static final long SEED = 20_240_301L;

    private static final Map<String, SortedMap<Integer, List<ConsumerRecord<String, String>>>> LOGS = new TreeMap<>();

    @BeforeAll
    static void writeLogsOfEveryKind() throws Exception {
        Random random = new Random(SEED);
        write("moments-empty", List.of());
        write("moments-quiet", List.of(0L, 3_600_000L));
        write("moments-busy", rising(random, 300));
        write("moments-equal", IntStream.range(0, 100).mapToObj(i -> i / 20 * 60_000L).toList());
        write("moments-mixed", IntStream.range(0, 200).mapToObj(_ -> random.nextLong(3_600_000L)).toList());
        write("moments-deleted", rising(random, 100));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            BROKER.deleteBefore("moments-deleted", partition, 20L * partition + 5);
        }
        writeCompacted("moments-compacted", rising(random, 50));
        for (String topic : List.of("moments-empty", "moments-quiet", "moments-busy", "moments-equal", "moments-mixed",
                "moments-deleted", "moments-compacted")) {
            LOGS.put(topic, readWhole(topic));
        }
    }

    @Test
    void meanTheSameToCkafkaAsToKafka() throws Exception {
        OffsetsForTimes port = port();
        Random random = new Random(SEED);
        List<String> topics = List.copyOf(LOGS.keySet());
        for (int question = 0; question < QUESTIONS; question++) {
            String topic = topics.get(question % topics.size());
            Instant at = moment(topic, random);
            Map<Integer, Long> kafka = kafka(topic, at);
            SortedMap<Integer, MessageTime> whole = port.firstAtOrAfter(new InstanceId(ID), topic, at).orElseThrow();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                String which = topic + "-" + partition + " at " + at;
                Optional<MessageTime> single = port.firstAtOrAfter(new InstanceId(ID),
                        new TopicPartition(topic, partition), at);

                assertThat(single.map(MessageTime::offset).orElse(-1L)).as(which).isEqualTo(kafka.get(partition))
                        .isEqualTo(read(topic, partition, at));
                assertThat(Optional.ofNullable(whole.get(partition))).as(which).isEqualTo(single);
            }
        }
    }

    private static OffsetsForTimes port() {
        V3Calls calls = TestCalls.unhurried(EMULATOR.endpoint());
        InstanceDirectory instances = new InstanceDirectory(TestCalls.accounts(EMULATOR.endpoint()),
                Map.of(Api.V3, new V3Instances(calls, Caller.INTERACTIVE)), Clock.systemUTC());
        return new V3OffsetsForTimes(instances, calls, TestCalls.budget(new SimpleMeterRegistry()));
    }

    /** Before, in, after and long after the log; in it exactly at a message or near one. */
    private static Instant moment(String topic, Random random) {
        List<ConsumerRecord<String, String>> records = LOGS.getOrDefault(topic, new TreeMap<>()).values().stream()
                .flatMap(List::stream).toList();
        int kind = random.nextInt(10);
        if (kind == 0) {
            return BEGIN.minus(Duration.ofDays(1 + random.nextInt(1000)));
        }
        if (kind == 1) {
            return Instant.parse("2200-01-01T00:00:00Z");
        }
        if (kind == 2 || records.isEmpty()) {
            return BEGIN.plus(Duration.ofHours(2 + random.nextInt(100)));
        }
        Instant exactly = Instant.ofEpochMilli(records.get(random.nextInt(records.size())).timestamp());
        return kind < 6 ? exactly : exactly.plusMillis(random.nextInt(-20_000, 20_000));
    }

    private static Map<Integer, Long> kafka(String topic, Instant at) throws ExecutionException, InterruptedException {
        Map<org.apache.kafka.common.TopicPartition, OffsetSpec> question = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            question.put(new org.apache.kafka.common.TopicPartition(topic, partition),
                    OffsetSpec.forTimestamp(at.toEpochMilli()));
        }
        Map<Integer, Long> offsets = new HashMap<>();
        BROKER.admin().listOffsets(question).all().get()
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    private static long read(String topic, int partition, Instant at) {
        return LOGS.getOrDefault(topic, new TreeMap<>()).getOrDefault(partition, List.of()).stream()
                .filter(message -> message.timestamp() >= at.toEpochMilli()).findFirst().map(ConsumerRecord::offset)
                .orElse(-1L);
    }

    private static List<Long> rising(Random random, int messages) {
        List<Long> after = new ArrayList<>();
        long last = 0;
        for (int i = 0; i < messages; i++) {
            last += random.nextInt(30_000);
            after.add(last);
        }
        return after;
    }

    /** Each partition a little later than the one before it. */
    private static List<Instant> times(List<Long> after, int partition) {
        return after.stream().map(millis -> BEGIN.plusMillis(millis + 1_000L * partition)).toList();
    }

    private static void write(String topic, List<Long> after) {
        BROKER.topic(topic, PARTITIONS, Map.of("retention.ms", "-1"));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            BROKER.produceAt(topic, partition, times(after, partition));
        }
    }

    /** Few keys and a segment for each message, so that Kafka's cleaner leaves holes between those that remain. */
    private static void writeCompacted(String topic, List<Long> after) throws Exception {
        BROKER.topic(topic, PARTITIONS, Map.of("cleanup.policy", "compact", "segment.ms", "1",
                "min.cleanable.dirty.ratio", "0.001", "retention.ms", "-1"));
        Random random = new Random(SEED);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "batch.size", 0), new StringSerializer(),
                new StringSerializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (Instant time : times(after, partition)) {
                    var _ = producer.send(new ProducerRecord<>(topic, partition, time.toEpochMilli(),
                            "key-" + random.nextInt(15), "value"));
                }
            }
        }
        cleanerPauses(OpType.SET);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> readWhole(topic).values().stream()
                .allMatch(log -> !log.isEmpty() && log.size() < after.size() / 2));
        cleanerPauses(OpType.DELETE);
    }

    /** Fifteen seconds between two looks at the logs are too long for a test. */
    private static void cleanerPauses(OpType operation) throws Exception {
        BROKER.admin().incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, ""),
                List.of(new AlterConfigOp(new ConfigEntry("log.cleaner.backoff.ms", "50"), operation)))).all().get();
    }

    private static SortedMap<Integer, List<ConsumerRecord<String, String>>> readWhole(String topic) {
        SortedMap<Integer, List<ConsumerRecord<String, String>>> logs = new TreeMap<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()), new StringDeserializer(),
                new StringDeserializer())) {
            List<org.apache.kafka.common.TopicPartition> all = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new org.apache.kafka.common.TopicPartition(topic, partition)).toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<org.apache.kafka.common.TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(200))) {
                    logs.computeIfAbsent(message.partition(), _ -> new ArrayList<>()).add(message);
                }
            }
        }
        return logs;
    }
}
