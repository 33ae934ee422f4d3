package dev.tidemark.lag;

import dev.tidemark.consumergroup.BackgroundReading;
import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.LagMonitor.PartitionSample;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.Verdict;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks CKafka when the oldest unread message was written, where the index does not reach back to it: for groups in trouble,
 * the worst first, beside the sweep. CKafka answers one such question a second for a whole account, and people go first.
 */
@Component
class OldestUnreadLookups {
    private static final Logger LOG = LoggerFactory.getLogger(OldestUnreadLookups.class);
    /** A question that was not answered, or whose answer did not help, is not asked again so soon. */
    private static final Duration NOT_AGAIN_FOR = Duration.ofMinutes(2);
    // A group of many partitions must not keep all others waiting; the next sweep goes on with the rest.
    private static final int MAX_PARTITIONS = 4;

    private final MessageTimes messages;
    private final LagMonitor monitor;
    private final OffsetTimeIndex index;
    private final Clock clock;
    private final ExecutorService asker = Executors
            .newSingleThreadExecutor(Thread.ofVirtual().name("oldest-unread").factory());
    private final AtomicBoolean asking = new AtomicBoolean();
    // Only the one thread that asks touches it.
    private final Map<Question, Instant> asked = new HashMap<>();

    OldestUnreadLookups(BackgroundReading reading, LagMonitor monitor, OffsetTimeIndex index, Clock clock) {
        this.messages = reading.messageTimes();
        this.monitor = monitor;
        this.index = index;
        this.clock = clock;
    }

    @EventListener
    void ask(SweepEnded sweep) {
        List<GroupKey> troubled = sweep.snapshot().groups().stream().filter(OldestUnreadLookups::needsAnAge)
                .map(GroupHealth::key).toList();
        if (!troubled.isEmpty() && asking.compareAndSet(false, true)) {
            asker.execute(() -> {
                try {
                    ask(troubled);
                } finally {
                    asking.set(false);
                }
            });
        }
    }

    @PreDestroy
    void close() {
        asker.shutdownNow();
    }

    private void ask(List<GroupKey> groups) {
        asked.values().removeIf(at -> at.plus(NOT_AGAIN_FOR).isBefore(clock.instant()));
        for (GroupKey group : groups) {
            for (PartitionSample sample : monitor.partitions(group).filter(OldestUnreadLookups::isUnknown)
                    .filter(each -> !asked.containsKey(new Question(group, each.partition()))).limit(MAX_PARTITIONS)
                    .toList()) {
                long committed = sample.history().committed(sample.history().size() - 1);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                Question question = new Question(group, sample.partition());
                asked.put(question, clock.instant());
                ask(question, committed);
            }
        }
    }

    private void ask(Question question, long committed) {
        try {
            messages.firstFrom(question.group.instance(), question.partition, committed)
                    .ifPresent(first -> index.learn(question.group.instance(), question.partition, first.offset(),
                            first.timestamp()));
        } catch (ClusterUnavailable | InstanceNotFound unanswered) {
            LOG.debug("The age of the oldest unread message of {} in {} is unknown", question.group.group(),
                    question.partition, unanswered);
        }
    }

    private static boolean needsAnAge(GroupHealth group) {
        return group.verdict() != Verdict.OK
                && group.rates().timeLag().filter(OldestUnreadLookups::isVague).isPresent();
    }

    private static boolean isUnknown(PartitionSample sample) {
        return sample.timeLag().filter(OldestUnreadLookups::isVague).isPresent();
    }

    private static boolean isVague(TimeLag lag) {
        return lag.isLowerBound() || lag.isWide();
    }

    private record Question(GroupKey group, TopicPartition partition) {
    }
}
