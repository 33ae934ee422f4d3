package dev.tidemark.lag;

import dev.tidemark.consumergroup.BackgroundReading;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.ConsumerGroups.GroupQuery;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.lag.LagMonitor.GroupKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sweeps every group of every watched instance, over and over, at the pace the quota leaves for work that nobody waits for.
 * What cannot be read keeps its last judgement and is tried again in the next sweep; it holds nobody else up.
 */
@Component
class LagSampler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LagSampler.class);
    // The quota sets the pace; this only bounds how many answers are in memory at once.
    private static final int READERS = 16;

    private final Instances instances;
    private final ConsumerGroups groups;
    private final LagMonitor monitor;
    private final LagProperties properties;
    private final Clock clock;
    private volatile Optional<Thread> thread = Optional.empty();

    LagSampler(Instances instances, BackgroundReading reading, LagMonitor monitor, LagProperties properties,
            Clock clock) {
        this.instances = instances;
        this.groups = reading.groups();
        this.monitor = monitor;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (properties.enabled()) {
            thread = Optional.of(Thread.ofVirtual().name("lag-sampler").start(this::keepSweeping));
        }
    }

    @Override
    public void stop() {
        thread.ifPresent(Thread::interrupt);
        thread = Optional.empty();
    }

    @Override
    public boolean isRunning() {
        return thread.isPresent();
    }

    private void keepSweeping() {
        while (!Thread.currentThread().isInterrupted()) {
            long began = System.nanoTime();
            try {
                sweep();
            } catch (RuntimeException unexpected) {
                LOG.error("A sweep over all consumer groups ended early, the next one begins as usual", unexpected);
            }
            long left = properties.interval().toNanos() - (System.nanoTime() - began);
            try {
                TimeUnit.NANOSECONDS.sleep(Math.max(TimeUnit.MILLISECONDS.toNanos(100), left));
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** One round over everything: first which groups there are, then what is known of each. */
    void sweep() {
        Instant began = clock.instant();
        Set<GroupKey> alive = ConcurrentHashMap.newKeySet();
        AtomicInteger failed = new AtomicInteger();
        Queue<Found> found = new ConcurrentLinkedQueue<>();
        Set<InstanceId> answered = ConcurrentHashMap.newKeySet();
        AtomicBoolean silentRegion = new AtomicBoolean();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            instances.regions().forEach(region -> readers.execute(() -> {
                boolean told = attempt("region " + region.name(), failed, () -> instances.in(region).forEach(
                        instance -> {
                            answered.add(instance.id());
                            list(instance, alive, failed, found);
                        }));
                if (!told) {
                    silentRegion.set(true);
                }
            }));
        }
        if (silentRegion.get()) {
            // Nobody said that these instances are gone; what is known of their groups stays, with its age.
            monitor.known().stream().filter(key -> !answered.contains(key.instance())).forEach(alive::add);
        }
        Semaphore places = new Semaphore(READERS);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            found.forEach(each -> readers.execute(() -> sample(each.instance(), each.group(), failed, places)));
        }
        monitor.publish(alive, began, Duration.between(began, clock.instant()), failed.get());
    }

    private void list(KafkaInstance instance, Set<GroupKey> alive, AtomicInteger failed, Queue<Found> found) {
        boolean listed = attempt("instance " + instance.id(), failed, () -> {
            int read = 0;
            GroupListing page;
            do {
                page = groups.list(instance.id(),
                        new GroupQuery("", Optional.empty(), new PageRequest(read, PageRequest.MAX_LIMIT)));
                read += page.groups().size();
                page.groups().stream().filter(group -> properties.watches(group.group().value())).forEach(group -> {
                    alive.add(new GroupKey(instance.id(), group.group()));
                    found.add(new Found(instance, group));
                });
            } while (!page.groups().isEmpty() && read < page.total());
        });
        if (!listed) {
            monitor.known().stream().filter(key -> key.instance().equals(instance.id())).forEach(alive::add);
        }
    }

    private void sample(KafkaInstance instance, GroupListing.Entry group, AtomicInteger failed, Semaphore places) {
        places.acquireUninterruptibly();
        try {
            attempt("group " + group.group(), failed, () -> {
                Instant asked = clock.instant();
                List<GroupOffsets.Topic> topics = new ArrayList<>();
                GroupOffsets page;
                do {
                    page = groups.offsets(instance.id(), group.group(), new OffsetsQuery("", Optional.empty(),
                            new PageRequest(topics.size(), PageRequest.MAX_LIMIT)));
                    topics.addAll(page.topics());
                } while (!page.topics().isEmpty() && topics.size() < page.total());
                monitor.add(instance, group, topics, asked);
            });
        } finally {
            places.release();
        }
    }

    private static boolean attempt(String what, AtomicInteger failed, Runnable step) {
        try {
            step.run();
            return true;
        } catch (ClusterUnavailable problem) {
            LOG.debug("The {} is left out of this sweep: {}", what, problem.text());
        } catch (RuntimeException unexpected) {
            LOG.warn("The {} is left out of this sweep", what, unexpected);
        }
        failed.incrementAndGet();
        return false;
    }

    private record Found(KafkaInstance instance, GroupListing.Entry group) {
    }
}
