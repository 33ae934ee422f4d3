package dev.tidemark.offsetreset.web.preview;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.TimeLookup;
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
 * A preview with the form that asks for it.
 *
 * @param maySkip whether messages may be lost to the group, so that the button says so
 * @param mayRequest whether the reader may ask for it
 * @param undoes the reset it takes back; null for none
 * @param continues the reset whose unwritten rest it carries on with; null for none
 * @param here the address of this page, which a running lookup asks again
 * @param lookup how far CKafka has been asked what a time means; null once the plan is complete
 */
record ResetPreviewPage(String id, ResetHeading place, String formHref, PlanTable plan, Moment created, String expires,
        boolean expired, boolean maySkip, boolean mayRequest, @Nullable String undoes, @Nullable String continues,
        @Nullable String overrideReason, String here, @Nullable Lookup lookup) {
    static ResetPreviewPage of(ResetPlan plan, String zone, Operator reader, Optional<KafkaInstance> instance,
            Locale locale, Instant now) {
        boolean mayRequest = reader.may(Permission.REQUEST_RESET, plan.instance(), plan.group())
                && (!plan.maySkip() || reader.may(Permission.SKIP_MESSAGES, plan.instance(), plan.group()));
        return new ResetPreviewPage(plan.id(), ResetHeading.of(plan.instance(), plan.group(), instance),
                FormLink.of(plan, zone), PlanTable.of(plan, zone, locale, now),
                Moment.of(plan.createdAt(), now), Moment.utc(plan.expiresAt()), !now.isBefore(plan.expiresAt()),
                plan.maySkip(), mayRequest,
                plan.undoes().isPresent() ? Long.toString(plan.undoes().getAsLong()) : null,
                plan.continues().isPresent() ? Long.toString(plan.continues().getAsLong()) : null,
                plan.overrideReason().orElse(null), ResetLinks.preview(plan.id(), zone),
                plan.lookup().map(Lookup::of).orElse(null));
    }

    /**
     * The questions to CKafka.
     *
     * @param key the message that says how they stand
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
