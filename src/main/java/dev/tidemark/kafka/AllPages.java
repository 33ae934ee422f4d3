package dev.tidemark.kafka;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a list of the CKafka API page by page to its end, and drops what comes twice because the list changes meanwhile.
 * All of it, or {@link ClusterUnavailable}: a list that ends before its total is never taken for the whole.
 */
public final class AllPages {
    // A hundred thousand rows: only a total that grows with every page gets there.
    private static final int MOST_PAGES = 2_000;

    private AllPages() {
    }

    /**
     * The rows of all pages.
     *
     * @param read asks for one page
     * @param key by which a row is recognised when it comes twice
     */
    public static <T> List<T> read(Function<PageRequest, Page<T>> read, Function<T, ?> key) {
        List<T> all = new ArrayList<>();
        forEach(read, key, all::add);
        return all;
    }

    /** The same for work that begins before the last page is there; rows of pages before a failure have been passed on. */
    public static <T> void forEach(Function<PageRequest, Page<T>> read, Function<T, ?> key, Consumer<T> row) {
        Set<Object> seen = new HashSet<>();
        long total = 0;
        long least = Long.MAX_VALUE;
        long next = 0;
        for (int pages = 1; pages == 1 || next < total; pages++) {
            Page<T> page = read.apply(new PageRequest(Math.toIntExact(next), PageRequest.MAX_LIMIT));
            page.rows().stream().filter(each -> seen.add(key.apply(each))).forEach(row);
            long shrunk = Math.max(0, total - page.total());
            boolean ended = page.rows().isEmpty() && shrunk == 0;
            total = page.total();
            least = Math.min(least, total);
            // What was deleted from the pages before moved rows of this one to them: as many are read again.
            next = shrunk > 0 ? Math.max(0, next - shrunk) : next + page.rows().size();
            if (next < total && (ended || pages == MOST_PAGES)) {
                throw missing(total, seen.size());
            }
        }
        // Where every page was the first one again, for example.
        if (seen.size() < least) {
            throw missing(total, seen.size());
        }
    }

    private static ClusterUnavailable missing(long total, int seen) {
        return ClusterUnavailable.coded(ClusterUnavailable.Reason.UNREADABLE, null, "pages-missing", total, seen);
    }

    /**
     * One page.
     *
     * @param total how many rows the list has, not how many are on the page
     */
    public record Page<T>(long total, List<T> rows) {
        public Page {
            rows = List.copyOf(rows);
        }
    }
}
