package dev.tidemark.offsetreset.web.preview;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.TimeLookup;
import dev.tidemark.offsetreset.web.PlanOrigin;
import dev.tidemark.offsetreset.web.PlanTable;
import dev.tidemark.offsetreset.web.ResetAnswers;
import dev.tidemark.offsetreset.web.ResetHeading;
import dev.tidemark.offsetreset.web.ResetLinks;
import dev.tidemark.webkit.Moment;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A preview with the form that requests it.
 *
 * @param maySkip whether messages may be lost to the group, so that the button says so
 * @param mayRequest whether the reader may request it
 * @param lookup how far CKafka has been asked what a time means; null once the plan is complete
 */
record ResetPreviewPage(String id, ResetHeading place, Links links, PlanTable plan, PlanOrigin origin, Expiry expiry,
        boolean maySkip, boolean mayRequest, @Nullable Lookup lookup) {
    static ResetPreviewPage of(ResetPlan plan, String zone, Operator reader, Optional<KafkaInstance> instance,
            Locale locale, Instant now) {
        boolean mayRequest = reader.may(Permission.REQUEST_RESET, plan.instance(), plan.group())
                && (!plan.maySkip() || reader.may(Permission.SKIP_MESSAGES, plan.instance(), plan.group()));
        return new ResetPreviewPage(plan.id(), ResetHeading.of(plan.instance(), plan.group(), instance),
                new Links(FormLink.of(plan, zone), ResetLinks.preview(plan.id(), zone)),
                PlanTable.of(plan, zone, locale, now), PlanOrigin.of(plan),
                new Expiry(Moment.utc(plan.expiresAt()), !now.isBefore(plan.expiresAt())), plan.maySkip(), mayRequest,
                plan.lookup().map(Lookup::of).orElse(null));
    }

    /** The filled form that the preview came from, and this page, which a running lookup asks again. */
    record Links(String form, String here) {
    }

    /** Until when the preview can be requested, and whether that time is over. */
    record Expiry(String at, boolean over) {
    }

    /**
     * The questions to CKafka.
     *
     * @param key the message that says how far they are
     * @param problem in the API's words; null for none
     * @param refusalKey the message that says why the complete plan was refused; null where it was not
     */
    record Lookup(boolean running, String key, int answered, int of, long secondsLeft, @Nullable String problem,
            @Nullable String refusalKey) {
        static Lookup of(TimeLookup lookup) {
            return new Lookup(lookup.state() == TimeLookup.State.RUNNING, "lookup." + lookup.state(),
                    lookup.answered(), lookup.of(), lookup.secondsLeft(), lookup.problem().orElse(null),
                    lookup.refusal().map(reason -> "problem." + ResetAnswers.code(reason) + ".title").orElse(null));
        }
    }
}
