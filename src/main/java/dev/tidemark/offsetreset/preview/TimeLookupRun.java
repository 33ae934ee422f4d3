package dev.tidemark.offsetreset.preview;

import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.ResetPlans;
import dev.tidemark.offsetreset.plan.OffsetBounds;
import dev.tidemark.offsetreset.plan.OffsetsAtTime;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.TimeLookup.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions of one preview to CKafka: where each partition's first message at or after the time is, and when the message
 * before it was written. Reports its progress after each answer to either, and ends when it is cancelled, here or in another
 * process.
 */
final class TimeLookupRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeLookupRun.class);

    // At one question a second, what a person waits for beside the targets themselves.
    private static final int MOST_PREVIOUS = 60;

    private final OffsetsForTimes offsets;
    private final MessageTimes messages;
    private final LookupProgress progress;
    private final ResetPlan preview;
    private final Executor threads;
    private final Runnable whenEnded;
    private final InstanceId instance;
    private final Instant moment;
    private final TimeLookups.Completion complete;
    private final Map<TopicPartition, Optional<MessageTime>> answers = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Instant> previousMessages = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CancellableCalls calls = new CancellableCalls();
    private final Set<TopicPartition> previousNotAsked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger previousLeft = new AtomicInteger();
    private int previousBesides;
    // The messages before the targets are asked of another action with a quota of its own, at the same time.
    private CompletableFuture<?> previousAsked = CompletableFuture.completedFuture(Optional.empty());

    TimeLookupRun(ResetPlans plans, OffsetsForTimes offsets, MessageTimes messages, Clock clock, ResetPlan preview,
            TimeLookups.Completion complete, Executor threads, Runnable whenEnded) {
        this.progress = new LookupProgress(plans, clock, preview);
        this.offsets = offsets;
        this.messages = messages;
        this.threads = threads;
        this.whenEnded = whenEnded;
        this.preview = preview;
        this.instance = preview.instance();
        this.moment = preview.moment().orElseThrow();
        this.complete = complete;
    }

    @Override
    public void run() {
        try {
            preview.topics().values().forEach(this::ask);
            ResetPlan plan = complete.plan(known());
            progress.complete(askAgain(plan) ? complete.plan(known()) : plan);
        } catch (CancellationException _) {
            progress.end(State.CANCELLED, Optional.empty(), Optional.empty());
        } catch (ClusterUnavailable problem) {
            progress.end(State.FAILED, Optional.of(words(problem)), Optional.empty());
        } catch (ResetRefused refusal) {
            progress.end(State.FAILED, Optional.empty(), Optional.of(refusal.reason()));
        } catch (RuntimeException failure) {
            LOG.warn("Preview {} could not be looked up", preview.id(), failure);
            progress.end(State.FAILED, Optional.of(failure.getClass().getSimpleName()), Optional.empty());
        } finally {
            whenEnded.run();
            ended.countDown();
        }
    }

    /** One question for the whole topic, where the API allows it; what it leaves out is asked for by itself. */
    private void ask(List<PlannedPartition> topic) {
        List<PlannedPartition> holding = topic.stream().filter(each -> !isEmpty(each)).toList();
        topic.stream().filter(TimeLookupRun::isEmpty).forEach(each -> answers.put(each.partition(), Optional.empty()));
        if (holding.size() > 1) {
            calls.call(() -> offsets.firstAtOrAfter(instance, holding.getFirst().partition().topic(), moment))
                    .ifPresent(found -> holding.forEach(each -> Optional
                            .ofNullable(found.get(each.partition().partition()))
                            .ifPresent(message -> answered(each, Optional.of(message), false))));
            report();
        }
        for (PlannedPartition each : holding) {
            if (!answers.containsKey(each.partition())) {
                answered(each, calls.call(() -> offsets.firstAtOrAfter(instance, each.partition(), moment)), true);
                report();
            }
        }
    }

    /**
     * All answers, once those about the messages before the targets are there too.
     *
     * @throws ClusterUnavailable when a message before a target is not older than the time, so that the answer is wrong:
     *     Kafka itself overlooks messages behind a segment whose beginning was deleted
     */
    private OffsetsAtTime known() {
        previousAsked.join();
        calls.mustNotBeCancelled();
        previousMessages.forEach((partition, written) -> {
            if (!written.isBefore(moment)) {
                throw ClusterUnavailable.coded(Reason.UNREADABLE, null, "time-contradiction", partition.toString(),
                        written.toString(), moment.toString());
            }
        });
        return new OffsetsAtTime(bounds(), answers, previousMessages, previousNotAsked);
    }

    /** Where there was no message at or after the time, one may have arrived before the log end was read again. */
    private boolean askAgain(ResetPlan plan) {
        Map<TopicPartition, OptionalLong> before = preview.partitions().stream()
                .collect(Collectors.toMap(PlannedPartition::partition, PlannedPartition::logEnd));
        List<PlannedPartition> grown = plan.partitions().stream().filter(PlannedPartition::isBeyondLastMessage)
                .filter(each -> !each.logEnd().equals(before.get(each.partition()))).toList();
        grown.forEach(each -> answered(each,
                calls.call(() -> offsets.firstAtOrAfter(instance, each.partition(), moment)), true));
        return !grown.isEmpty();
    }

    private Map<TopicPartition, OffsetBounds> bounds() {
        Map<TopicPartition, OffsetBounds> known = new HashMap<>();
        preview.partitions().forEach(each -> each.bounds().ifPresent(bound -> known.put(each.partition(), bound)));
        return known;
    }

    /**
     * @param alone whether it was asked for by itself: the message before it is asked for at the same pace then, and costs no
     *     further time
     */
    private void answered(PlannedPartition planned, Optional<MessageTime> first, boolean alone) {
        long target = first.map(MessageTime::offset).orElse(planned.logEnd().orElse(0));
        boolean hasPrevious = target > planned.earliest().orElse(0);
        boolean asks = hasPrevious && (alone || previousBesides++ < MOST_PREVIOUS);
        if (asks) {
            previousLeft.incrementAndGet();
            previousNotAsked.remove(planned.partition());
        } else if (hasPrevious) {
            previousNotAsked.add(planned.partition());
        }
        answers.put(planned.partition(), first);
        if (asks) {
            previousAsked = previousAsked.thenRunAsync(() -> askPrevious(planned.partition(), target), threads);
        }
    }

    private void askPrevious(TopicPartition partition, long target) {
        try {
            // Where compaction has removed the message just before, a later one is found, and nothing is known.
            calls.call(() -> messages.firstFrom(instance, partition, target - 1))
                    .filter(message -> message.offset() < target)
                    .ifPresent(message -> previousMessages.put(partition, message.timestamp()));
        } catch (ClusterUnavailable | CancellationException problem) {
            LOG.debug("The message before {} in {} is not known: {}", target, partition, problem.getMessage());
        } finally {
            previousLeft.decrementAndGet();
        }
        try {
            report();
        } catch (CancellationException _) {
            cancel();
        }
    }

    void await(Duration atMost) throws InterruptedException {
        boolean _ = ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    void cancel() {
        calls.cancel();
    }

    /** A sign of life, however long the answer that is being waited for takes. */
    void repeatReport() {
        try {
            progress.repeat();
        } catch (CancellationException _) {
            cancel();
        }
    }

    private void report() {
        int previous = previousLeft.get();
        long left = preview.partitions().size() - (long) answers.size();
        long untilAnswered = left == 0 ? 0 : left + offsets.expectedWait(instance).toSeconds();
        progress.report(Math.max(0, answers.size() - previous), Math.max(untilAnswered, previous));
    }

    private static boolean isEmpty(PlannedPartition planned) {
        return planned.earliest().isPresent() && planned.earliest().equals(planned.logEnd());
    }

    private static String words(ClusterUnavailable problem) {
        return problem.code().map(code -> code + ": ").orElse("") + problem.text()
                + problem.requestId().map(id -> " (RequestId " + id + ")").orElse("");
    }
}
