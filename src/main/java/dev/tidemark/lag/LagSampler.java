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
import dev.tidemark.lag.schedule.ListedGroups;
import dev.tidemark.lag.schedule.ListedGroups.Change;
import dev.tidemark.lag.schedule.ListedGroups.Listed;
import dev.tidemark.lag.schedule.ReadingOrder;
import dev.tidemark.lag.schedule.ReadingOrder.Urgency;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads the groups of every watched instance, at the pace the quota leaves for background work: all of them in one sweep
 * where an interval is long enough for that, otherwise the most urgent ones in every sweep and the rest in turns. A group
 * that cannot be read is tried once more at the end, then keeps its last judgement; it delays no other.
 */
@Component
class LagSampler {
    private static final Logger LOG = LoggerFactory.getLogger(LagSampler.class);
    // The quota sets the pace; this only bounds how many answers are in memory at once.
    private static final int READERS = 16;
    /** While quiet groups wait for longer, urgent ones get a fifth of the quota. */
    private static final Duration LONGEST = Duration.ofMinutes(3);
    // Sorting ten thousand groups takes some hundredths of a second.
    private static final Duration SHOWN_EVERY = Duration.ofSeconds(2);

    private final Instances instances;
    private final ConsumerGroups groups;
    private final LagMonitor monitor;
    private final LagProperties properties;
    private final Clock clock;
    private final ExecutorService listers;
    private final Map<GroupKey, Try> tries = new ConcurrentHashMap<>();
    private ListedGroups listed = new ListedGroups();
    private Listing listing = new Listing(listed);
    private int notListed;
    private boolean newLists;
    /** Whether the last sweep had to leave groups to the next one. */
    private boolean behind;
    private Optional<Instant> turnBegan = Optional.empty();
    private volatile Optional<Round> round = Optional.empty();

    @Autowired
    LagSampler(Instances instances, BackgroundReading reading, LagMonitor monitor, LagProperties properties,
            Clock clock) {
        this(instances, reading, monitor, properties, clock, Executors.newVirtualThreadPerTaskExecutor());
    }

    LagSampler(Instances instances, BackgroundReading reading, LagMonitor monitor, LagProperties properties,
            Clock clock, ExecutorService listers) {
        this.listers = listers;
        this.instances = instances;
        this.groups = reading.groups();
        this.monitor = monitor;
        this.properties = properties;
        this.clock = clock;
        listing.ended = true;
    }

    /**
     * One sweep, of about an interval at most.
     *
     * @return when the first of these sweeps began that together have read every group; empty while some are still to come
     */
    synchronized Optional<Instant> sweep() {
        Instant began = clock.instant();
        boolean listAnew = listing.ended;
        if (listAnew) {
            listing = new Listing(listed);
            newLists = true;
        }
        Round now = new Round(began, behind, listing);
        round = Optional.of(now);
        if (behind) {
            listed.keys().forEach(now::offer);
        }
        if (listAnew) {
            listers.execute(listing::run);
        }
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int reader = 0; reader < READERS; reader++) {
                readers.execute(now::read);
            }
        }
        round = Optional.empty();
        behind = !listing.ended || now.isCutShort();
        return publish(began);
    }

    private Optional<Instant> publish(Instant began) {
        Set<GroupKey> keys = listed.keys();
        tries.keySet().retainAll(keys);
        notListed = listing.ended ? listing.failed.get() : notListed;
        int notRead = (int) tries.values().stream().filter(each -> !each.answered).count();
        Set<GroupKey> alive = listed.alive(monitor.known());
        Duration took = Duration.between(began, clock.instant());
        // A group is lost when two lists do not show it, not when two sweeps under one list do not.
        if (newLists && listing.ended) {
            newLists = false;
            monitor.publish(alive, listing.whole, began, took, notListed + notRead);
        } else {
            monitor.publish(alive, began, took, notListed + notRead);
        }
        Instant since = turnBegan.orElse(began);
        boolean everyGroup = !behind
                || keys.stream().allMatch(key -> tries.containsKey(key) && !tries.get(key).at.isBefore(since));
        turnBegan = everyGroup ? Optional.empty() : Optional.of(since);
        return everyGroup ? Optional.of(since) : Optional.empty();
    }

    /** Another process sweeps: what was listed here is soon out of date. */
    synchronized void forget() {
        listed = new ListedGroups();
        listing = new Listing(listed);
        listing.ended = true;
        tries.clear();
        newLists = false;
        behind = false;
        turnBegan = Optional.empty();
    }

    @PreDestroy
    void close() {
        listers.shutdownNow();
    }

    private Instant triedAt(GroupKey key) {
        return Stream.concat(Stream.ofNullable(tries.get(key)).map(Try::at), monitor.readAt(key).stream()).findFirst()
                .orElse(Instant.MIN);
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

    /**
     * Which groups there are, with their states and members. A sweep that has groups left to read does not wait for the end
     * of it: with ten thousand groups it is hundreds of calls, one after the other.
     */
    private final class Listing {
        private final ListedGroups into;
        private final Set<InstanceId> answered = ConcurrentHashMap.newKeySet();
        private final Set<InstanceId> whole = ConcurrentHashMap.newKeySet();
        private final AtomicInteger failed = new AtomicInteger();
        private volatile boolean silentRegion;
        private volatile boolean ended;

        Listing(ListedGroups into) {
            this.into = into;
        }

        void run() {
            orSilent("list of regions", () -> {
                try (ExecutorService regions = Executors.newVirtualThreadPerTaskExecutor()) {
                    instances.regions().forEach(region -> regions.execute(() -> orSilent("region " + region.name(),
                            () -> instances.in(region).forEach(this::list))));
                }
            });
            // Instances of a region that did not answer may still exist.
            if (silentRegion) {
                into.notListed(instance -> !answered.contains(instance));
            } else {
                into.listed(answered);
            }
            ended = true;
            round.ifPresent(Round::wake);
        }

        private void orSilent(String what, Runnable step) {
            if (!attempt(what, step)) {
                failed.incrementAndGet();
                silentRegion = true;
            }
        }

        private void list(KafkaInstance instance) {
            answered.add(instance.id());
            Set<GroupKey> found = new HashSet<>();
            boolean complete = attempt("instance " + instance.id(), () -> AllPages.forEach(request -> {
                Instant at = clock.instant();
                GroupListing page = groups.list(instance.id(), new GroupQuery("", Optional.empty(), request));
                return new AllPages.Page<>(page.total(),
                        page.groups().stream().map(group -> new Listed(instance, group, at)).toList());
            }, Listed::key, group -> {
                if (properties.watches(group.group().group().value()) && found.add(group.key())) {
                    found(group);
                }
            }));
            if (complete) {
                whole.add(instance.id());
                into.listed(instance.id(), found);
            } else {
                failed.incrementAndGet();
                into.notListed(instance.id()::equals);
            }
        }

        private void found(Listed group) {
            Change change = into.put(group);
            if (change == Change.CHANGED) {
                monitor.changed(group);
            }
            round.ifPresent(now -> {
                now.offer(group.key());
                if (change == Change.CHANGED) {
                    now.hurry(group.key());
                }
            });
        }
    }

    /** The readings of one sweep: of all groups as they are listed, or in order of urgency until the interval is over. */
    private final class Round {
        private final Instant began;
        private final Instant endsAt;
        private final boolean inTurns;
        private final Listing names;
        private final ReadingOrder<GroupKey> order;
        private final Set<GroupKey> offered = new HashSet<>();
        private final Set<GroupKey> taken = new HashSet<>();
        private final Set<GroupKey> failedOnce = new HashSet<>();
        private final Queue<GroupKey> again = new ArrayDeque<>();
        private Instant shownAt;

        Round(Instant began, boolean inTurns, Listing names) {
            this.began = began;
            this.endsAt = began.plus(properties.interval());
            this.inTurns = inTurns;
            this.names = names;
            this.shownAt = began;
            Duration interval = properties.interval();
            this.order = new ReadingOrder<>(inTurns ? interval : Duration.ZERO,
                    interval.compareTo(LONGEST) > 0 ? interval : LONGEST);
        }

        synchronized void offer(GroupKey key) {
            if (offered.add(key)) {
                // A new one is the first of the quiet ones: many that come together leave a fifth of the turns.
                order.add(key, monitor.urgency(key, began), triedAt(key));
                notifyAll();
            }
        }

        /** Puts forward a group that was offered as a quiet one. */
        synchronized void hurry(GroupKey key) {
            order.add(key, Urgency.TROUBLED, triedAt(key));
            notifyAll();
        }

        synchronized void wake() {
            notifyAll();
        }

        void read() {
            try {
                for (Optional<GroupKey> next = next(); next.isPresent(); next = next()) {
                    next.flatMap(listed::find).ifPresent(this::sample);
                    if (isTimeToShow()) {
                        monitor.refresh();
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /** Whether groups are due that the time was too short for. */
        synchronized boolean isCutShort() {
            return due(clock.instant()).isPresent();
        }

        private synchronized Optional<GroupKey> next() throws InterruptedException {
            for (Instant now = clock.instant(); now.isBefore(endsAt); now = clock.instant()) {
                Optional<GroupKey> next = due(now);
                if (next.isPresent()) {
                    return next;
                }
                if (names.ended && !again.isEmpty()) {
                    return Optional.of(again.remove());
                }
                Optional<Instant> due = order.nextDue();
                if (names.ended && due.isEmpty()) {
                    return Optional.empty();
                }
                Instant until = due.filter(endsAt::isAfter).orElse(endsAt);
                wait(Math.max(1, Duration.between(now, until).toMillis()));
            }
            return Optional.empty();
        }

        private Optional<GroupKey> due(Instant now) {
            Optional<GroupKey> next = order.next(now);
            while (next.filter(key -> !taken.add(key)).isPresent()) {
                next = order.next(now);
            }
            return next;
        }

        private void sample(Listed group) {
            Instant asked = clock.instant();
            boolean answered = attempt("group " + group.group().group(), () -> {
                List<GroupOffsets.Topic> offsets = groups.allOffsets(group.instance().id(), group.group().group());
                monitor.add(group, offsets, asked, clock.instant());
            });
            tries.put(group.key(), new Try(asked, answered));
            if (!answered) {
                tryAgain(group.key());
            }
        }

        private synchronized void tryAgain(GroupKey key) {
            if (failedOnce.add(key)) {
                again.add(key);
            }
        }

        private synchronized boolean isTimeToShow() {
            Instant now = clock.instant();
            boolean show = inTurns && !now.isBefore(shownAt.plus(SHOWN_EVERY));
            shownAt = show ? now : shownAt;
            return show;
        }
    }

    private record Try(Instant at, boolean answered) {
    }
}
