package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.webkit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * A target as a person reads it.
 *
 * @param key the message that names it, with {@code value} in it
 * @param value a number, a text, or words of the message files
 */
public record TargetWords(String key, Object value) {
    /** An undo is named by what it takes back, not by the offsets that this takes. */
    public static TargetWords of(ResetPlan plan) {
        if (plan.undoes().isPresent()) {
            return new TargetWords("target.undo", Long.toString(plan.undoes().getAsLong()));
        }
        return new TargetWords(key(plan.target()), value(plan.target()));
    }

    /** A shift by its direction, because a sign is read the wrong way round at night. */
    private static String key(ResetTarget target) {
        String direction = target instanceof ResetTarget.ShiftBy shift ? shift.by() < 0 ? ".replay" : ".skip" : "";
        return "target." + target.scenario() + direction;
    }

    private static Object value(ResetTarget target) {
        return switch (target) {
            case ResetTarget.ToEarliest _,ResetTarget.ToLatest _,ResetTarget.ToCurrent _ -> "";
            case ResetTarget.ToOffset to -> to.offset();
            case ResetTarget.ShiftBy shift -> Math.abs(shift.by());
            case ResetTarget.ToDatetime to -> Moment.utc(to.datetime());
            case ResetTarget.ByDuration back -> words(back.duration());
            case ResetTarget.FromFile file -> file.offsets().size();
        };
    }

    /** Such as "1 hour 30 minutes": every unit that is not zero. */
    static MessageSourceResolvable words(Duration duration) {
        List<MessageSourceResolvable> units = new ArrayList<>();
        add(units, "duration.days", duration.toDaysPart());
        add(units, "duration.hours", duration.toHoursPart());
        add(units, "duration.minutes", duration.toMinutesPart());
        add(units, "duration.seconds", duration.toSecondsPart());
        return units.stream().reduce((before, next) -> message("duration.and", before, next))
                .orElseGet(() -> message("duration.none"));
    }

    private static void add(List<MessageSourceResolvable> units, String key, long many) {
        if (many > 0) {
            units.add(message(key, many));
        }
    }

    private static MessageSourceResolvable message(String key, Object... arguments) {
        return new DefaultMessageSourceResolvable(new String[]{key}, arguments);
    }
}
