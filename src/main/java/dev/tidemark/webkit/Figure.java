package dev.tidemark.webkit;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A number as a page shows it: grouped as the reader's language groups it, or {@code -} with the message that says why it
 * is unknown. Unknown is never zero.
 *
 * @param whyUnknown a message key; null when the number is known
 */
public record Figure(String text, @Nullable String whyUnknown) {
    public static Figure of(OptionalLong number, Locale locale, String whyUnknown) {
        return number.isPresent() ? of(number.getAsLong(), locale) : new Figure("-", whyUnknown);
    }

    public static Figure of(long number, Locale locale) {
        return new Figure(NumberFormat.getIntegerInstance(locale).format(number), null);
    }
}
