package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.audit.AuditTrail;
import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.SharedEmulator;
import dev.tidemark.testing.TestTidemark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Resets that chance has made up, over all targets, scopes, modes and faults: plan, receipts and Kafka agree, and
 * nothing is written twice. Each worker has an emulator of its own, so that a fault meets the reset it was meant for.
 * {@code -Dtidemark.random.resets=1000 -Dtidemark.random.seed=7} makes up others, {@code -Dtidemark.random.only} one reset of it.
 */
class RandomResetsIT {
    static final Duration READ_TIMEOUT = Duration.ofSeconds(4);
    private static final Logger LOG = LoggerFactory.getLogger(RandomResetsIT.class);
    private static final int RESETS = Integer.getInteger("tidemark.random.resets", 250);
    private static final long SEED = Long.getLong("tidemark.random.seed", 2);
    private static final int ONLY = Integer.getInteger("tidemark.random.only", -1);
    private static final int WORKERS = 8;
    private static final int MOST_FAILURES = 5;

    private static final SharedBroker BROKER = SharedBroker.get();
    private static final List<SharedEmulator> EMULATORS = IntStream.range(0, WORKERS)
            .mapToObj(worker -> SharedEmulator.inFrontOf(BROKER.as(instance(worker)))).toList();
    private static RunningDashboard dashboard;
    private static RandomTopics topics;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        topics = RandomTopics.on(BROKER, new Random(SEED));
        admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
        List<String> arguments = new ArrayList<>(List.of("--tidemark.ckafka.timeouts.read=" + READ_TIMEOUT,
                "--tidemark.resets.watch-after=800ms", "--tidemark.resets.housekeeping=20s",
                "--tidemark.resets.settle-after=31s", "--tidemark.ckafka.budget.max-wait=20s"));
        for (String action : List.of("FetchMessageListByTimestamp", "FetchMessageListByOffset",
                "DescribeTopicSyncReplica", "BatchModifyGroupOffsets", "DescribeTaskStatus", "DescribeGroupOffsets",
                "DescribeGroupInfo", "ModifyGroupOffsets")) {
            arguments.add("--tidemark.ckafka.budget.quotas." + action + "=1000");
        }
        for (int worker = 1; worker < WORKERS; worker++) {
            String account = "--tidemark.ckafka.accounts[" + worker + "].";
            arguments.addAll(List.of(account + "name=test" + worker, account + "regions=ap-guangzhou",
                    account + "endpoint=" + EMULATORS.get(worker).endpoint(),
                    account + "credentials.secret-id=AKIDsandbox",
                    account + "credentials.secret-key=sandbox-secret-key"));
        }
        dashboard = RunningDashboard.watching(EMULATORS.getFirst(), TestTidemark.DATABASE,
                arguments.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        topics.close();
        dashboard.close();
        admin.close();
    }

    @Test
    void planReceiptAndKafkaAgreeWhateverIsAskedForAndWhateverGoesWrong() throws Exception {
        KafkaSeen logs = KafkaSeen.of(admin, "random-none", topics.all());
        Instant now = Instant.now();
        AtomicInteger next = new AtomicInteger(ONLY < 0 ? 0 : ONLY);
        int last = ONLY < 0 ? RESETS : ONLY + 1;
        Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
        Map<String, Integer> ends = new ConcurrentSkipListMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int mine = worker;
                workers.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < last
                            && failures.size() < MOST_FAILURES; number = next.getAndIncrement()) {
                        RandomReset reset = RandomReset.of(SEED, number, topics, logs, now);
                        try {
                            ends.merge(new RandomResetRun(reset, dashboard, EMULATORS.get(mine), instance(mine), topics,
                                    admin).run(), 1, Integer::sum);
                        } catch (AssertionError failure) {
                            failures.add(failure);
                        }
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }

        LOG.info("{} random resets of seed {} ended as {}", last, SEED, ends);
        assertThat(failures.stream().map(Throwable::getMessage)).as("seed " + SEED).isEmpty();
        assertThat(dashboard.bean(AuditTrail.class).verify().broken()).isEmpty();
        EMULATORS.forEach(RandomResetsIT::nothingWasWrittenTwice);
    }

    private static void nothingWasWrittenTwice(SharedEmulator emulator) {
        Map<String, JsonNode> written = new ConcurrentHashMap<>();
        RandomFault.WRITES.stream().flatMap(action -> emulator.received(action, 10_000).stream())
                .map(request -> request.path("body")).forEach(body -> {
                    String one = body.path("GroupName").asString("") + body.path("Group").asString("") + " "
                            + body.path("TopicName") + body.path("Topics");
                    assertThat(written.put(one, body)).as("an earlier write for " + one).isNull();
                });
    }

    private static String instance(int worker) {
        return "ckafka-random" + worker;
    }
}
