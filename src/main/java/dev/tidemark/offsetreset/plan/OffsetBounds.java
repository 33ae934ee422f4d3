package dev.tidemark.offsetreset.plan;

/**
 * Between which two offsets, both included, the offset of a time lies; exact when they are the same.
 *
 * @param lower not below the first message that is kept
 * @param upper not beyond the log end
 */
public record OffsetBounds(long lower, long upper) {
    public OffsetBounds {
        if (lower < 0 || upper < lower) {
            throw new IllegalArgumentException("no offsets lie between " + lower + " and " + upper);
        }
    }

    public boolean isExact() {
        return lower == upper;
    }

    public boolean contains(long offset) {
        return lower <= offset && offset <= upper;
    }
}
