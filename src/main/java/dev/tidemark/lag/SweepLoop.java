package dev.tidemark.lag;

import dev.tidemark.lag.timeindex.ClockWatch;
import dev.tidemark.lag.timeindex.OffsetTimeArchive;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sweeps over and over while this process holds the lease, and stores the snapshot for the others; without the lease it
 * shows what the holder stored. Sweeping costs quota that the account has once.
 */
@Component
class SweepLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SweepLoop.class);
    // This process's clock from the database's, at worst.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final LagSampler sampler;
    private final LagMonitor monitor;
    private final RecentOffsetMoves moves;
    private final SweepLease lease;
    private final SnapshotStore store;
    private final OffsetTimeArchive times;
    private final OffsetTimeIndex index;
    private final LagMetrics metrics;
    private final LagProperties properties;
    private final Clock clock;
    private final AtomicBoolean holding = new AtomicBoolean();
    private volatile Optional<Thread> thread = Optional.empty();

    SweepLoop(LagSampler sampler, LagMonitor monitor, RecentOffsetMoves moves, SweepLease lease, SnapshotStore store,
            OffsetTimeArchive times, OffsetTimeIndex index, LagMetrics metrics, LagProperties properties,
            Clock clock) {
        this.sampler = sampler;
        this.monitor = monitor;
        this.moves = moves;
        this.lease = lease;
        this.store = store;
        this.times = times;
        this.index = index;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        keepUp();
        if (properties.enabled()) {
            thread = Optional.of(Thread.ofVirtual().name("sweep").start(this::keepSweeping));
        }
    }

    @Override
    public void stop() {
        thread.ifPresent(Thread::interrupt);
        thread = Optional.empty();
        if (holding.getAndSet(false)) {
            lease.release();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isPresent();
    }

    boolean isHolding() {
        return holding.get();
    }

    /** Often enough that a lease of the shortest useful term never runs out while its holder lives. */
    @Scheduled(fixedDelayString = "PT5S")
    void keepUp() {
        try {
            boolean before = holding.get();
            if (!before) {
                times.load();
                store.newerThan(monitor.snapshot().sweptAt().orElse(Instant.EPOCH)).ifPresent(seen -> {
                    monitor.adopt(seen);
                    forgetMoved();
                });
            }
            holding.set(properties.enabled() && lease.claim(properties.lease()));
            if (before != holding.get()) {
                LOG.info(before
                        ? "Another process sweeps the consumer groups from now on"
                        : "This process sweeps the consumer groups from now on");
            }
            if (before && !holding.get()) {
                metrics.forget();
            }
        } catch (RuntimeException unavailable) {
            // Without the database it is unknown whether another replica sweeps. Going on may waste quota; stopping
            // would leave the lag unknown.
            LOG.warn("The lease on sweeping could not be renewed, it is tried again", unavailable);
        }
    }

    private void keepSweeping() {
        ClockWatch watch = new ClockWatch(clock, System::nanoTime);
        while (!Thread.currentThread().isInterrupted()) {
            long began = System.nanoTime();
            followClock(watch);
            if (holding.get()) {
                sweep();
            } else {
                sampler.forget();
            }
            long left = properties.interval().toNanos() - (System.nanoTime() - began);
            try {
                TimeUnit.NANOSECONDS.sleep(Math.max(TimeUnit.MILLISECONDS.toNanos(100), left));
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void followClock(ClockWatch watch) {
        Duration moved = watch.moved();
        if (!moved.isZero()) {
            LOG.warn("The clock of this machine moved by {} s against the time that passed", moved.toSeconds());
            index.clockMoved(moved);
        }
    }

    private void sweep() {
        try {
            forgetMoved();
            Optional<Instant> everyGroupSince = sampler.sweep();
            store.save(monitor.snapshot());
            // Stored sweeps are thinned whole, so that each of them must show every topic.
            everyGroupSince.ifPresent(began -> times.save(began, clock.instant()));
        } catch (RuntimeException unexpected) {
            LOG.error("A sweep over all consumer groups ended early, the next one begins as usual", unexpected);
        }
    }

    private void forgetMoved() {
        moves.since(monitor.snapshot().sweptAt().orElse(Instant.EPOCH).minus(CLOCKS_DIFFER)).forEach(monitor::forget);
    }
}
