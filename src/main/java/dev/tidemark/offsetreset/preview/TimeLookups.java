package dev.tidemark.offsetreset.preview;

import dev.tidemark.consumergroup.MessageTimes;
import dev.tidemark.consumergroup.OffsetsForTimes;
import dev.tidemark.offsetreset.ResetPlans;
import dev.tidemark.offsetreset.plan.OffsetsAtTime;
import dev.tidemark.offsetreset.plan.ResetPlan;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks CKafka in the background which offsets a time means, and completes previews with the answers. It answers one question
 * a second for a whole account, so a preview shows its progress and can be cancelled.
 */
@Component
class TimeLookups implements DisposableBean {
    private final ResetPlans plans;
    private final OffsetsForTimes offsets;
    private final MessageTimes messages;
    private final Clock clock;
    private final Map<String, TimeLookupRun> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    TimeLookups(ResetPlans plans, OffsetsForTimes offsets, MessageTimes messages, Clock clock) {
        this.plans = plans;
        this.offsets = offsets;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Begins to look a stored preview up.
     *
     * @param complete makes the final plan from all answers, reading the group anew
     */
    void start(ResetPlan preview, Completion complete) {
        TimeLookupRun lookup = new TimeLookupRun(plans, offsets, messages, clock, preview, complete, threads,
                () -> running.remove(preview.id()));
        running.put(preview.id(), lookup);
        threads.execute(lookup);
    }

    /** Two minutes of silence mean to other processes that this one has ended. */
    @Scheduled(fixedDelayString = "PT20S")
    void repeatReports() {
        running.values().forEach(TimeLookupRun::repeatReport);
    }

    /** Waits until a preview of this process is complete or has failed, and no longer than that. */
    void await(String preview, Duration atMost) {
        TimeLookupRun lookup = running.get(preview);
        if (lookup != null) {
            try {
                lookup.await(atMost);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the questions: at once when this process asks them, and otherwise after the next answer. */
    void cancel(String preview) {
        plans.cancelLookup(preview);
        TimeLookupRun lookup = running.get(preview);
        if (lookup != null) {
            lookup.cancel();
        }
    }

    @Override
    public void destroy() {
        running.values().forEach(TimeLookupRun::cancel);
        threads.shutdown();
    }

    /** Makes the final plan of a preview. */
    @FunctionalInterface
    interface Completion {
        ResetPlan plan(OffsetsAtTime answers);
    }
}
