package dev.tidemark.offsetreset.preview;

import dev.tidemark.offsetreset.ResetPlans;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.TimeLookup;
import dev.tidemark.offsetreset.plan.TimeLookup.State;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * What is stored of a lookup: how far it is, again and again while it runs, and how it ended. Several threads report, and
 * nothing is written after the end.
 */
final class LookupProgress {
    private final ResetPlans plans;
    private final Clock clock;
    private ResetPlan preview;
    private boolean over;

    LookupProgress(ResetPlans plans, Clock clock, ResetPlan preview) {
        this.plans = plans;
        this.clock = clock;
        this.preview = preview;
    }

    /** Throws {@link CancellationException} when the lookup was cancelled in another process. */
    synchronized void report(int answered, long secondsLeft) {
        write(TimeLookup.running(answered, preview.partitions().size(), secondsLeft, clock.instant()));
    }

    /** The last report once more: one answer may take longer than a process may go without a report. */
    synchronized void repeat() {
        TimeLookup last = preview.lookup().orElseThrow();
        write(TimeLookup.running(last.answered(), last.of(), last.secondsLeft(), clock.instant()));
    }

    private void write(TimeLookup now) {
        if (!over) {
            preview = preview.with(now);
            if (!plans.update(preview)) {
                throw new CancellationException();
            }
        }
    }

    /** Stores the plan that came of it; throws {@link CancellationException} as {@link #report}. */
    synchronized void complete(ResetPlan plan) {
        if (!plans.update(plan)) {
            throw new CancellationException();
        }
        over = true;
    }

    synchronized void end(State how, Optional<String> problem, Optional<ResetRefused.Reason> refusal) {
        over = true;
        plans.update(preview.with(preview.lookup().orElseThrow().ended(how, problem, refusal, clock.instant())));
    }
}
