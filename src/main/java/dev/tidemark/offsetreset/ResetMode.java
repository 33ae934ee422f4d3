package dev.tidemark.offsetreset;

/** Who turns a target into offsets. */
public enum ResetMode {
    /** Tidemark, when planning: what was approved is what is written. */
    PINNED,
    /** CKafka, when writing: the plan shows what to expect. */
    RESOLVED;

    boolean allows(ResetTarget target) {
        return switch (target) {
            case ResetTarget.ToEarliest _,ResetTarget.ToLatest _,ResetTarget.ToOffset _,ResetTarget.ShiftBy _ -> true;
            // The cloud's API resolves a time only while it resets, and knows neither files nor standing still.
            case ResetTarget.ToDatetime _,ResetTarget.ByDuration _ -> this == RESOLVED;
            case ResetTarget.ToCurrent _,ResetTarget.FromFile _ -> this == PINNED;
        };
    }
}
