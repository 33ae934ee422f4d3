package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.plan.ResetPlan;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a plan follows from, if not from the form alone.
 *
 * @param undoes the reset it takes back; null for none
 * @param continues the reset whose unwritten rest it carries on with; null for none
 * @param overrideReason why it was made although a client commits in the Empty group; null where none does
 */
public record PlanOrigin(@Nullable String undoes, @Nullable String continues, @Nullable String overrideReason) {
    public static PlanOrigin of(ResetPlan plan) {
        return new PlanOrigin(number(plan.undoes()), number(plan.continues()), plan.overrideReason().orElse(null));
    }

    private static @Nullable String number(OptionalLong reset) {
        return reset.isPresent() ? Long.toString(reset.getAsLong()) : null;
    }
}
