/**
 * Lag over time: sampling, verdicts, time lag, drain estimates, and the triage that puts the worst first. The top floor: it
 * may import every feature and none imports it.
 */
@NullMarked
package dev.tidemark.lag;

import org.jspecify.annotations.NullMarked;
