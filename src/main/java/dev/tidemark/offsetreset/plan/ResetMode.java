package dev.tidemark.offsetreset.plan;

/** Who turns a target into offsets. */
public enum ResetMode {
    /** Tidemark, when planning: what was approved is what is written. */
    PINNED,
    /** CKafka, when writing: the plan shows what to expect. */
    RESOLVED;

    public boolean allows(ResetTarget target) {
        return switch (target) {
            case ResetTarget.ToEarliest _,ResetTarget.ToLatest _,ResetTarget.ToOffset _,ResetTarget.ShiftBy _,ResetTarget.ToDatetime _,ResetTarget.ByDuration _ ->
                true;
            // The cloud's API knows neither files nor the offset that is committed already.
            case ResetTarget.ToCurrent _,ResetTarget.FromFile _ -> this == PINNED;
        };
    }
}
