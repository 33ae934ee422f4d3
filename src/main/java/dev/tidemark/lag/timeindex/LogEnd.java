package dev.tidemark.lag.timeindex;

import java.time.Instant;

/**
 * Where a log ended at some moment between a question and its answer, both by the clock of the process that asked.
 *
 * @param asked in whole seconds, rounded down
 * @param answered in whole seconds, rounded up: an answer may have waited for its turn, for pages and for another attempt
 */
public record LogEnd(Instant asked, Instant answered, long offset) {
}
