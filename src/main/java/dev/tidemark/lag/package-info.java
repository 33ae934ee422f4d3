/**
 * Lag over time: the background sweep, its samples, the health of every group, and metrics. Imports what reads consumer
 * groups; resets, triage, history and alerts build on it.
 */
@NullMarked
package dev.tidemark.lag;

import org.jspecify.annotations.NullMarked;
