package dev.tidemark.sandbox.traffic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live member of a group: polls, pretends to work, commits, and begins anew when its client fails. Runs on a thread
 * of its own until the signal; {@link #wakeUp} ends a poll that waits.
 */
final class ConsumerLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(2);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(2);
    private static final Duration BEFORE_BEGINNING_ANEW = Duration.ofSeconds(5);
    private static final Duration FOR_LEAVING = Duration.ofSeconds(1);

    private final List<TopicPartition> partitions;
    private final ConsumerBehaviour habit;
    private final Supplier<Consumer<byte[], byte[]>> clients;
    private final Runnable whenDrained;
    private final Clock clock;
    private final StopSignal stop;
    private final ReadingPace pace;
    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
    private final AtomicReference<@Nullable Consumer<byte[], byte[]>> current = new AtomicReference<>();
    private Instant committedAt;

    /** @param partitions every partition of the group's topics */
    ConsumerLoop(List<TopicPartition> partitions, ConsumerBehaviour habit, Supplier<Consumer<byte[], byte[]>> clients,
            Runnable whenDrained, Clock clock, StopSignal stop) {
        this.partitions = partitions;
        this.habit = habit;
        this.clients = clients;
        this.whenDrained = whenDrained;
        this.clock = clock;
        this.stop = stop;
        this.pace = habit.pace().get();
        this.committedAt = clock.instant();
    }

    @Override
    public void run() {
        while (!stop.isGiven()) {
            Consumer<byte[], byte[]> consumer = clients.get();
            current.set(consumer);
            try {
                join(consumer);
                work(consumer);
            } catch (WakeupException e) {
                LOG.debug("Woken up in order to stop");
            } catch (KafkaException e) {
                LOG.warn("A demo consumer failed and begins anew in {} s", BEFORE_BEGINNING_ANEW.toSeconds(), e);
                stop.rest(BEFORE_BEGINNING_ANEW);
            } finally {
                current.set(null);
                uncommitted.clear();
                consumer.close(CloseOptions.timeout(FOR_LEAVING));
            }
        }
    }

    /** The only method for other threads: the Kafka consumer itself belongs to the loop's. */
    void wakeUp() {
        Consumer<byte[], byte[]> consumer = current.get();
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void join(Consumer<byte[], byte[]> consumer) {
        if (habit.joining() == ConsumerBehaviour.Joining.ASSIGNS_ITSELF) {
            consumer.assign(partitions);
        } else {
            consumer.subscribe(partitions.stream().map(TopicPartition::topic).distinct().toList(),
                    new Rebalances(consumer));
        }
    }

    private void work(Consumer<byte[], byte[]> consumer) {
        while (!stop.isGiven()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(LONGEST_POLL);
            records.nextOffsets().forEach((partition, next) -> {
                if (habit.commits().test(partition)) {
                    uncommitted.put(partition, next);
                }
            });
            if (Duration.between(committedAt, clock.instant()).compareTo(COMMIT_INTERVAL) >= 0) {
                commit(consumer);
            }
            OptionalLong lag = lag(consumer);
            if (lag.isPresent() && pace.hasDrainedAt(lag.getAsLong())) {
                whenDrained.run();
            }
            stop.rest(pace.restAfter(records.count()));
        }
    }

    private void commit(Consumer<byte[], byte[]> consumer) {
        committedAt = clock.instant();
        if (uncommitted.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(uncommitted);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // The partitions have gone to another member, which reads the same records again: at least once, as ever.
            LOG.debug("Commit lost to a rebalance", e);
        }
        uncommitted.clear();
    }

    /** What this member has yet to read; empty until it has heard of the log end of each of its partitions. */
    private static OptionalLong lag(Consumer<byte[], byte[]> consumer) {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += lag.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    /** Commits before partitions leave and pauses those that the habit passes over. */
    private final class Rebalances implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        private Rebalances(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            consumer.pause(assigned.stream().filter(habit.reads().negate()).toList());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            commit(consumer);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            uncommitted.keySet().removeAll(lost);
        }
    }
}
