package dev.tidemark.sandbox.traffic;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a {@link DemoScenario} against one instance until closed, with real producers and consumers. Starting returns at
 * once: topics, history and first commits are made in the background, within seconds, and then the members join. Every
 * thread that it starts bears the prefix {@code sandbox-}.
 */
public final class DemoTraffic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoTraffic.class);
    private static final Duration FOR_ENDING = Duration.ofSeconds(5);

    private final SandboxInstance instance;
    private final DemoScenario cast;
    private final Clock clock;
    private final StopSignal stop = new StopSignal();
    private final KafkaClients clients;
    private final Producer<String, String> producer;
    private final DemoProducer shop;
    private final Thread shopThread;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<ConsumerLoop> loops = new ArrayList<>();
    private final List<Thread> members = new ArrayList<>();
    private volatile @Nullable RuntimeException failure;

    private DemoTraffic(SandboxInstance instance, DemoScenario cast, Clock clock) {
        this.instance = instance;
        this.cast = cast;
        this.clock = clock;
        this.clients = new KafkaClients(instance);
        this.producer = clients.producer();
        this.shop = new DemoProducer(producer, cast.topics(), clock, stop);
        this.shopThread = Thread.ofPlatform().name("sandbox-" + instance.name() + "-shop").daemon()
                .unstarted(this::play);
    }

    /**
     * Begins in the background and returns at once.
     *
     * @param instance one whose broker outlives the traffic; topics that it has already are written on
     */
    public static DemoTraffic start(SandboxInstance instance, DemoScenario cast, Clock clock) {
        DemoTraffic traffic = new DemoTraffic(instance, cast, clock);
        traffic.shopThread.start();
        return traffic;
    }

    /**
     * Waits until everything is seeded and the members are on their way.
     *
     * @return false when that took longer than the given time
     * @throws IllegalStateException when seeding failed
     */
    public boolean awaitBegun(Duration atMost) throws InterruptedException {
        boolean inTime = begun.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        RuntimeException cause = failure;
        if (cause != null) {
            throw new IllegalStateException("The demo traffic of " + instance.name() + " could not begin", cause);
        }
        return inTime;
    }

    /** Ends every thread within seconds; members leave their groups. Close it before the broker. */
    @Override
    public void close() {
        stop.give();
        shopThread.interrupt();
        join(List.of(shopThread));
        loops.forEach(ConsumerLoop::wakeUp);
        join(members);
        producer.close(Duration.ofSeconds(1));
    }

    private void play() {
        DemoSeeder seeding = new DemoSeeder(instance.admin(), clients, cast);
        try {
            seeding.createTopics();
            shop.writeHistory();
            seeding.openGroups();
            cast.groups().forEach(group -> join(group, seeding));
            begun.countDown();
            LOG.info("Demo traffic of {} has begun: {} topics, {} consumer groups, {} live members", instance.name(),
                    cast.topics().size(), cast.groups().size(), members.size());
            shop.writeUntilStopped();
        } catch (InterruptedException | InterruptException | WakeupException e) {
            LOG.debug("Stopped while seeding", e);
        } catch (RuntimeException e) {
            if (!stop.isGiven()) {
                LOG.error("The demo traffic of {} could not begin", instance.name(), e);
            }
            failure = e;
            begun.countDown();
        }
    }

    private void join(DemoGroup group, DemoSeeder seeding) {
        ConsumerBehaviour habit = ConsumerBehaviour.of(group);
        for (int i = 1; i <= group.members() && !stop.isGiven(); i++) {
            String name = group.name() + "-" + i;
            ConsumerLoop loop = new ConsumerLoop(seeding.partitions(group), habit,
                    () -> clients.consumer(group.name(), name, habit),
                    () -> shop.requestImport(group.topics(), habit.imported()), clock, stop);
            loops.add(loop);
            Thread thread = Thread.ofPlatform().name("sandbox-" + instance.name() + "-" + name).daemon()
                    .unstarted(loop);
            members.add(thread);
            thread.start();
        }
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join(FOR_ENDING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
