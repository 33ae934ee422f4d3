package dev.tidemark.lag;

import dev.tidemark.consumergroup.BackgroundReading;
import dev.tidemark.consumergroup.ConsumerGroups;
import dev.tidemark.consumergroup.ConsumerGroups.GroupQuery;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.AllPages;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One sweep over every group of every watched instance, at the pace the quota leaves for background work. A group that
 * cannot be read is tried once more at the end, then keeps its last judgement until the next sweep; it delays no other.
 */
@Component
class LagSampler {
    private static final Logger LOG = LoggerFactory.getLogger(LagSampler.class);
    // The quota sets the pace; this only bounds how many answers are in memory at once.
    private static final int READERS = 16;

    private final Instances instances;
    private final ConsumerGroups groups;
    private final LagMonitor monitor;
    private final LagProperties properties;
    private final Clock clock;

    LagSampler(Instances instances, BackgroundReading reading, LagMonitor monitor, LagProperties properties,
            Clock clock) {
        this.instances = instances;
        this.groups = reading.groups();
        this.monitor = monitor;
        this.properties = properties;
        this.clock = clock;
    }

    void sweep() {
        new Sweep().run();
    }

    private static boolean attempt(String what, Runnable step) {
        try {
            step.run();
            return true;
        } catch (ClusterUnavailable problem) {
            LOG.debug("The {} could not be read in this sweep: {}", what, problem.text());
        } catch (RuntimeException unexpected) {
            LOG.warn("The {} could not be read in this sweep", what, unexpected);
        }
        return false;
    }

    /** What one sweep has found so far. */
    private final class Sweep {
        private final Instant began = clock.instant();
        private final Set<GroupKey> alive = ConcurrentHashMap.newKeySet();
        private final Set<InstanceId> answered = ConcurrentHashMap.newKeySet();
        private final Set<InstanceId> listed = ConcurrentHashMap.newKeySet();
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicBoolean silentRegion = new AtomicBoolean();
        private final Queue<Found> again = new ConcurrentLinkedQueue<>();
        private final Semaphore permits = new Semaphore(READERS);

        void run() {
            // A group is read as soon as it was listed: the two actions have a quota each.
            try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
                try (ExecutorService listers = Executors.newVirtualThreadPerTaskExecutor()) {
                    instances.regions().forEach(region -> listers.execute(() -> {
                        if (!attempt("region " + region.name(), () -> instances.in(region)
                                .forEach(instance -> list(instance, readers)))) {
                            failed.incrementAndGet();
                            silentRegion.set(true);
                        }
                    }));
                }
            }
            try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
                again.forEach(found -> readers.execute(() -> {
                    if (!sample(found)) {
                        failed.incrementAndGet();
                    }
                }));
            }
            if (silentRegion.get()) {
                // These instances may still exist: what is known of their groups stays, with its age.
                monitor.known().stream().filter(key -> !answered.contains(key.instance())).forEach(alive::add);
            }
            monitor.publish(alive, listed, began, Duration.between(began, clock.instant()), failed.get());
        }

        private void list(KafkaInstance instance, ExecutorService readers) {
            answered.add(instance.id());
            boolean whole = attempt("instance " + instance.id(), () -> AllPages.forEach(request -> {
                GroupListing page = groups.list(instance.id(), new GroupQuery("", Optional.empty(), request));
                return new AllPages.Page<>(page.total(), page.groups());
            }, GroupListing.Entry::group, group -> {
                if (properties.watches(group.group().value())) {
                    found(new Found(instance, group), readers);
                }
            }));
            if (whole) {
                listed.add(instance.id());
            } else {
                failed.incrementAndGet();
                monitor.known().stream().filter(key -> key.instance().equals(instance.id())).forEach(alive::add);
            }
        }

        private void found(Found found, ExecutorService readers) {
            alive.add(new GroupKey(found.instance().id(), found.group().group()));
            readers.execute(() -> {
                if (!sample(found)) {
                    again.add(found);
                }
            });
        }

        private boolean sample(Found found) {
            permits.acquireUninterruptibly();
            try {
                return attempt("group " + found.group().group(), () -> {
                    Instant asked = clock.instant();
                    List<GroupOffsets.Topic> offsets = groups.allOffsets(found.instance().id(), found.group().group());
                    monitor.add(found.instance(), found.group(), offsets, asked, clock.instant());
                });
            } finally {
                permits.release();
            }
        }
    }

    private record Found(KafkaInstance instance, GroupListing.Entry group) {
    }
}
