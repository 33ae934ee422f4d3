package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.ResetPlan;
import dev.tidemark.web.Moment;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A preview with the form that asks for it.
 *
 * @param maySkip whether messages may be lost to the group, so that the button says so
 * @param undoes the reset it takes back; null for none
 */
record ResetPreviewPage(String id, String instance, String instanceId, String group, String groupHref,
        String groupsHref, String formHref, PlanTable plan, Moment created, String expires, boolean expired,
        boolean maySkip, @Nullable String undoes) {
    static ResetPreviewPage of(ResetPlan plan, Optional<String> instance, Locale locale, Instant now) {
        return new ResetPreviewPage(plan.id(), instance.orElse(plan.instance().value()), plan.instance().value(),
                plan.group().value(), ResetLinks.group(plan.instance(), plan.group()),
                ResetLinks.groups(plan.instance()), ResetLinks.form(plan.instance(), plan.group()),
                PlanTable.of(plan, locale, now), Moment.of(plan.createdAt(), now),
                Moment.of(plan.expiresAt(), now).utc(), !now.isBefore(plan.expiresAt()), plan.maySkip(),
                plan.undoes().isPresent() ? Long.toString(plan.undoes().getAsLong()) : null);
    }
}
