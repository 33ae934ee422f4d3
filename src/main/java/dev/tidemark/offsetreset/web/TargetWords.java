package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.ResetTarget;
import java.text.NumberFormat;
import java.util.Locale;

/** The value of a target as a person reads it. */
final class TargetWords {
    private TargetWords() {
    }

    /** The message that names it: a shift by its direction, because a sign is read the wrong way round at night. */
    static String key(ResetTarget target) {
        String direction = target instanceof ResetTarget.ShiftBy shift ? shift.by() < 0 ? ".replay" : ".skip" : "";
        return "target." + target.scenario() + direction;
    }

    static String value(ResetTarget target, Locale locale) {
        NumberFormat number = NumberFormat.getIntegerInstance(locale);
        return switch (target) {
            case ResetTarget.ToEarliest _,ResetTarget.ToLatest _,ResetTarget.ToCurrent _ -> "";
            case ResetTarget.ToOffset to -> number.format(to.offset());
            case ResetTarget.ShiftBy shift -> number.format(Math.abs(shift.by()));
            case ResetTarget.ToDatetime to -> to.datetime().toString();
            case ResetTarget.ByDuration back -> back.duration().toString();
            case ResetTarget.FromFile file -> number.format(file.offsets().size());
        };
    }
}
