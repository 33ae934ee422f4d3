package dev.tidemark.sandbox.emulator.action;

import java.util.List;

/** Offset and Limit of a request, as the API pages its lists. */
public record Page(int offset, int limit) {
    /** An {@link ApiError} when Limit is outside 1 to {@code most}, or Offset is negative. */
    public static Page of(Parameters parameters, int otherwise, int most) {
        return new Page(parameters.numberBetween("Offset", 0, Integer.MAX_VALUE, 0),
                parameters.numberBetween("Limit", 1, most, otherwise));
    }

    public <T> List<T> of(List<T> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }
}
