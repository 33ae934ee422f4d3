package dev.tidemark.webkit;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is on the page, and where its neighbours are.
 *
 * @param previous an address; null on the first page
 * @param next an address; null on the last page
 * @param beyond the offset lies behind the end of the list, so that the page is empty although the list is not
 */
public record Pager(String from, String to, String total, @Nullable String previous, @Nullable String next,
        boolean beyond) {
    /**
     * The part that begins at {@code offset}.
     *
     * @param shown how many entries are on the page
     * @param address of the page that begins at an offset
     */
    public static Pager of(int offset, int limit, int shown, long total, Locale locale, IntFunction<String> address) {
        NumberFormat number = NumberFormat.getIntegerInstance(locale);
        long end = offset + (long) shown;
        boolean beyond = shown == 0 && total > 0;
        int before = beyond ? (int) ((total - 1) / limit * limit) : Math.max(0, offset - limit);
        return new Pager(number.format(offset + 1L), number.format(end), number.format(total),
                offset > 0 && total > 0 ? address.apply(before) : null,
                end < total && !beyond ? address.apply(offset + limit) : null, beyond);
    }
}
