package dev.tidemark.consumergroup.web.group;

import dev.tidemark.kafka.Lag;
import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of a lag.
 *
 * @param text a percentage in the reader's language; what is little is {@code <1%}, and only the whole is {@code 100%}
 * @param bar the length of its bar in percent, at least 1 so that it can be seen
 */
record LagShare(String text, long bar) {
    /** Null where the part is nothing or unknown. */
    static @Nullable LagShare of(Lag part, Lag whole, Locale locale) {
        long some = part.messages().orElse(0);
        if (some == 0 || !whole.isKnown()) {
            return null;
        }
        long all = whole.messages().getAsLong();
        long percent = Math.round(some * 100.0 / all);
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        if (percent == 0) {
            return new LagShare("<" + format.format(0.01), 1);
        }
        return percent == 100 && some < all
                ? new LagShare(">" + format.format(0.99), 100)
                : new LagShare(format.format(percent / 100.0), percent);
    }
}
